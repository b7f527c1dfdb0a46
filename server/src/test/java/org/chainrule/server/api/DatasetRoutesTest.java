package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.chainrule.server.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Examples of a data set")
class DatasetRoutesTest {

  @Test
  @DisplayName("are those of MNIST: the first test digit is a 7")
  void mnist(@TempDir Path data) {
    try (TestServer server = new TestServer(data)) {
      JsonNode seven = json(server.get("/api/datasets/mnist/test/0"));
      assertEquals(7, seven.get("label").intValue());
      assertEquals(10_000, seven.get("size").intValue());
      assertEquals(784, seven.get("pixels").size());
      assertEquals(json("[784]"), seven.get("shape"));
      assertEquals(255, seven.get("scale").intValue());
      int brightest = 0;
      for (JsonNode pixel : seven.get("pixels")) {
        brightest = Math.max(brightest, pixel.intValue());
      }
      assertEquals(255, brightest);

      JsonNode five = json(server.get("/api/datasets/mnist/train/0"));
      assertEquals(5, five.get("label").intValue());
      assertEquals(60_000, five.get("size").intValue());

      refused(404, server.get("/api/datasets/mnist/test/10000"));
      refused(404, server.get("/api/datasets/mnist/test/-1"));
      refused(404, server.get("/api/datasets/mnist/test/x"));
      refused(404, server.get("/api/datasets/mnist/other/0"));
      refused(404, server.get("/api/datasets/iris/test/0"));
    }
  }

  @Test
  @DisplayName("come from the folder that was named instead")
  void folder(@TempDir Path data, @TempDir Path mnist) {
    SmallMnist.write(mnist);
    try (TestServer server = new TestServer(Config.of(data).withMnist(mnist))) {
      assertEquals(
          SmallMnist.TEST, json(server.get("/api/datasets/mnist/test/0")).get("size").intValue());
    }
  }

  @Test
  @DisplayName("are refused in a sentence where the files are not what they should be")
  void badFiles(@TempDir Path data, @TempDir Path mnist) throws IOException {
    try (TestServer server = new TestServer(Config.of(data).withMnist(mnist))) {
      JsonNode missing = refused(503, server.get("/api/datasets/mnist/test/0"));
      assertTrue(missing.get("detail").textValue().contains("t10k-images"), missing.toString());

      SmallMnist.write(mnist);
      Path labels = mnist.resolve("t10k-labels-idx1-ubyte");
      byte[] bytes = Files.readAllBytes(labels);
      bytes[8] = 11;
      Files.write(labels, bytes);
      refused(503, server.get("/api/datasets/mnist/test/0"));
      Files.write(labels, new byte[] {1, 2, 3});
      refused(503, server.get("/api/datasets/mnist/test/0"));
      Files.write(labels, new byte[] {0, 0, 8, 1, 127, 0, 0, 0, 1});
      refused(503, server.get("/api/datasets/mnist/test/0"));
      assertEquals(200, server.get("/api/datasets/mnist/train/0").statusCode());
    }
  }
}
