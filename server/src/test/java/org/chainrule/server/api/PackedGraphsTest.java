package org.chainrule.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.chainrule.server.TestServer;
import org.chainrule.server.store.GraphStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Documents that were packed")
class PackedGraphsTest {

  private static final String MEGABYTE = "ab".repeat(1 << 19);

  @Test
  @DisplayName("are remembered by revision, the latest read the longest, in bounded memory")
  void bounded() {
    PackedGraphs graphs = new PackedGraphs();
    graphs.put(new GraphStore.Stored("first", 1, MEGABYTE));
    graphs.put(new GraphStore.Stored("second", 1, MEGABYTE));
    for (int i = 0; i < 31; i++) {
      assertNotNull(graphs.find("first", 1));
      graphs.put(new GraphStore.Stored("other", i, MEGABYTE));
    }
    assertNotNull(graphs.find("first", 1));
    assertNull(graphs.find("second", 1));
    assertNull(graphs.find("first", 2));
  }

  @Test
  @DisplayName("are sent so to whoever takes them, and never those of an earlier revision")
  void sent(@TempDir Path data) throws Exception {
    try (TestServer server = new TestServer(data)) {
      String first = TestServer.body("a = param([" + "0.5, ".repeat(1000) + "1])");
      HttpResponse<String> created = server.post("/api/graphs", first);
      String path = created.headers().firstValue("Location").orElseThrow();
      String plain = server.get(path).body();
      assertEquals(plain, unzipped(server.uri(path)));
      assertEquals(plain, unzipped(server.uri(path)), "the second time from memory");
      String token = "Bearer " + TestServer.json(created).get("editToken").textValue();
      server.send(
          "PUT", path, first.replace("0.5", "0.25"), "Authorization", token, "If-Match", "*");
      assertEquals(plain.replace("0.5", "0.25"), server.get(path).body());
      assertEquals(plain.replace("0.5", "0.25"), unzipped(server.uri(path)));
    }
  }

  private static String unzipped(URI address) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address).header("Accept-Encoding", "br, gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElse(""));
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    return new String(plain, StandardCharsets.UTF_8);
  }
}
