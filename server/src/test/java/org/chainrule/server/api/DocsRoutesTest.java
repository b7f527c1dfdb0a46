package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.library.Library;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The reference documentation")
class DocsRoutesTest {

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("every operation has a page, linked from the index, that no script can run in")
  void pages() {
    HttpResponse<String> index = server.get("/docs");
    assertEquals(200, index.statusCode());
    for (Op op : Library.standard().ops()) {
      String address = "/docs/" + op.info().id();
      assertTrue(index.body().contains("href=\"" + address + "\""), address);
      HttpResponse<String> page = server.get(address);
      assertEquals(200, page.statusCode(), address);
      assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none'"), policy);
      assertEquals(1, page.headers().allValues("Content-Security-Policy").size());
      assertFalse(page.body().contains("<script"), address);
    }
  }

  @Test
  @DisplayName("an operation that is none is refused in a sentence")
  void unknown() {
    refused(404, server.get("/docs/nothing"));
  }
}
