package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.chainrule.server.TestServer.NETWORK;
import static org.chainrule.server.TestServer.body;
import static org.chainrule.server.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a training run leaves behind")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class RunRoutesTest {

  /** Two digits by one score. */
  private static final String THREE_OR_EIGHT =
      """
      x = input(shape=[784])
      y = label()
      w = param(shape=[784], init="zeros")
      b = param(0)
      z = w @ x + b
      loss = binary_cross_entropy_with_logits(z, y)
      """;

  private static final String AUTOENCODER =
      """
      x = input(shape=[28, 28])
      We = param(shape=[8, 784], init="xavier")
      Wd = param(shape=[784, 8], init="xavier")
      v = reshape(x, shape=[784])
      xhat = Wd @ relu(We @ v)
      loss = squared_error(xhat, v, reduction="mean")
      """;

  private TestServer server;
  private String run;

  @BeforeAll
  void train(@TempDir Path data, @TempDir Path mnist) {
    SmallMnist.write(mnist);
    server = new TestServer(Config.of(data).withMnist(mnist).withQueue(8));
    run = finished(body(NETWORK, "\"epochs\":2", "\"checkpointEvery\":10"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Trains to the end and answers the path of the run. */
  private String finished(String request) {
    HttpResponse<String> answer = server.post("/api/trainings", request);
    assertEquals(202, answer.statusCode(), answer.body());
    String path = "/api/trainings/" + json(answer).get("id").textValue();
    // The stream ends with the run.
    server.get(path + "/events");
    JsonNode state = json(server.get(path));
    assertEquals("succeeded", state.get("state").textValue(), state.toString());
    return path;
  }

  private JsonNode got(String path) {
    HttpResponse<String> answer = server.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return json(answer);
  }

  private byte[] bytes(String path) throws Exception {
    URI uri = server.uri(path);
    HttpResponse<byte[]> answer =
        server
            .client()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  @Test
  @DisplayName("is what it was asked, with its document, for whoever has the link")
  void request() {
    JsonNode request = got(run + "/request");
    assertEquals(2, request.get("settings").get("epochs").intValue());
    assertEquals(10, request.get("settings").get("checkpointEvery").intValue());
    assertEquals(1, request.get("document").get("version").intValue());
    assertTrue(request.get("createdAt").longValue() > 0);
  }

  @Test
  @DisplayName("is a result: confusion, classes, calibration and the worst mistakes agree")
  void result() {
    JsonNode result = got(run + "/result");
    JsonNode progress = got(run);
    assertEquals(SmallMnist.TEST, result.get("judged").intValue());
    assertEquals(progress.get("testAccuracy"), result.get("accuracy"));
    int all = 0;
    int right = 0;
    for (int label = 0; label < 10; label++) {
      for (int predicted = 0; predicted < 10; predicted++) {
        int count = result.get("confusion").get(label).get(predicted).intValue();
        all += count;
        right += label == predicted ? count : 0;
        JsonNode cell =
            got(run + "/examples?label=" + label + "&predicted=" + predicted + "&limit=1");
        assertEquals(count, cell.get("total").intValue());
      }
    }
    assertEquals(SmallMnist.TEST, all);
    assertEquals(result.get("accuracy").doubleValue(), (double) right / all, 1e-9);
    assertEquals(10, result.get("classes").size());
    assertEquals("9", result.get("classNames").get(9).textValue());
    double error = result.get("calibration").get("error").doubleValue();
    assertTrue(error > 0 && error < 0.5, "calibration error " + error);

    JsonNode worst = result.get("worst");
    double loss = Double.MAX_VALUE;
    for (JsonNode each : worst) {
      assertNotEquals(each.get("label"), each.get("predicted"));
      assertTrue(each.get("loss").doubleValue() <= loss, "the worst first");
      loss = each.get("loss").doubleValue();
    }
    JsonNode first = worst.get(0);
    JsonNode image = got("/api/datasets/mnist/test/" + first.get("index").intValue());
    assertEquals(image.get("label"), first.get("label"));
  }

  @Test
  @DisplayName("brings its result as an event, after each epoch and to whoever comes late")
  void events() {
    String id =
        json(server.post("/api/trainings", body(NETWORK, "\"epochs\":3"))).get("id").textValue();
    String events = server.get("/api/trainings/" + id + "/events").body();
    assertTrue(events.contains("event: result\ndata: {\"judged\":" + SmallMnist.TEST), "no result");
    assertTrue(events.indexOf("event: result") < events.lastIndexOf("event: progress"));
    assertTrue(events.contains("\"smoothLoss\""));
  }

  @Test
  @DisplayName("is checkpoints: before the first step, every n steps, at the end; bounded")
  void checkpoints() throws Exception {
    JsonNode list = got(run + "/checkpoints");
    JsonNode parameters = list.get("parameters");
    assertEquals(
        "[\"W1\",\"b1\",\"W2\",\"b2\"]",
        parameters.findValues("name").toString().replace(", ", ","));
    JsonNode checkpoints = list.get("checkpoints");
    long total = got(run).get("steps").longValue();
    assertEquals(0, checkpoints.get(0).get("step").longValue());
    assertEquals(10, checkpoints.get(1).get("step").longValue());
    JsonNode last = checkpoints.get(checkpoints.size() - 1);
    assertEquals(total, last.get("step").longValue());
    assertEquals(got(run).get("testAccuracy"), last.get("testAccuracy"));

    int numbers = 32 * 784 + 32 + 10 * 32 + 10;
    byte[] end = bytes(run + "/checkpoints/" + total);
    assertEquals(4 * numbers, end.length);
    float first = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    JsonNode trained = got(run + "/parameters").get("parameters");
    assertEquals(trained.get(0).get("values").get(0).floatValue(), first);

    String many = finished(body(NETWORK, "\"checkpointEvery\":1", "\"batchSize\":4"));
    assertTrue(got(many + "/checkpoints").get("checkpoints").size() <= 60);
  }

  @Test
  @DisplayName("is a model in every form, at any checkpoint")
  void models() throws Exception {
    for (String form :
        new String[] {"pytorch", "jax", "onnx", "npz", "weights", "csv", "document"}) {
      assertTrue(bytes(run + "/model/" + form).length > 1000, form);
    }
    JsonNode weights = json(new String(bytes(run + "/model/weights"), "UTF-8"));
    JsonNode trained = got(run + "/parameters").get("parameters");
    assertEquals(
        trained.get(1).get("values").get(5).floatValue(), weights.get("b1").get(5).floatValue());
    JsonNode start = json(new String(bytes(run + "/model/weights?step=0"), "UTF-8"));
    assertEquals(0, start.get("b1").get(5).floatValue(), "a bias starts at zero");
    JsonNode document = json(new String(bytes(run + "/model/document"), "UTF-8"));
    assertEquals(1, document.get("version").intValue());
  }

  @Test
  @DisplayName("shows any image as its graph is fed with it, and the way to the next")
  void fed() {
    JsonNode fed = got(run + "/fed/test/3");
    JsonNode image = got("/api/datasets/mnist/test/3");
    assertEquals(image.get("label"), fed.get("digit"));
    assertEquals(2, fed.get("previous").intValue());
    assertEquals(4, fed.get("next").intValue());
    JsonNode pixels = fed.get("sources").get(0);
    assertEquals("x", pixels.get("name").textValue());
    for (int i = 0; i < 784; i++) {
      double expected = image.get("pixels").get(i).intValue() / 255.0;
      assertEquals(expected, pixels.get("values").get(i).doubleValue(), 1e-6);
    }
    assertEquals(
        image.get("label").doubleValue(),
        fed.get("sources").get(1).get("values").get(0).doubleValue());
    assertEquals(SmallMnist.TEST - 1, got(run + "/fed/test/0").get("previous").intValue());
    refused(404, server.get(run + "/fed/test/500"));
    refused(404, server.get(run + "/fed/test/x"));
    refused(404, server.get(run + "/fed/valid/0"));
    refused(404, server.get("/api/trainings/AAAAAAAAAAAA/fed/test/0"));
  }

  @Test
  @DisplayName("is refused in a sentence where it is not there")
  void refusals() {
    for (String part :
        new String[] {
          "request", "result", "examples", "checkpoints", "checkpoints/0", "model/onnx"
        }) {
      refused(404, server.get("/api/trainings/AAAAAAAAAAAA/" + part));
    }
    refused(404, server.get(run + "/checkpoints/7"));
    refused(404, server.get(run + "/checkpoints/x"));
    refused(404, server.get(run + "/model/fortran"));
    refused(404, server.get(run + "/model/onnx?step=7"));
    refused(422, server.get(run + "/examples?label=x"));
    refused(422, server.get(run + "/examples?predicted=-1"));
    refused(422, server.get(run + "/examples?limit=201"));
    refused(422, server.get(run + "/examples?limit=0"));
    assertEquals(0, got(run + "/examples?label=77").get("total").intValue());
  }

  @Test
  @DisplayName("tells two digits apart by one score, and names them")
  void twoDigits() {
    String two =
        finished(
            body(
                THREE_OR_EIGHT,
                "\"epochs\":20",
                "\"dataset\":{\"name\":\"mnist\",\"classes\":[3,8]}"));
    JsonNode result = got(two + "/result");
    assertEquals("[\"3\",\"8\"]", result.get("classNames").toString());
    assertTrue(result.get("accuracy").doubleValue() > 0.9, result.get("accuracy").toString());
    assertEquals(2, result.get("confusion").size());
    JsonNode mistake = result.get("worst").get(0);
    int label =
        got("/api/datasets/mnist/test/" + mistake.get("index").intValue()).get("label").intValue();
    assertEquals(mistake.get("label").intValue() == 1 ? 8 : 3, label);
  }

  @Test
  @DisplayName("is that of an autoencoder, which has no label and no classes")
  void autoencoder() {
    JsonNode result = got(finished(body(AUTOENCODER)) + "/result");
    assertTrue(result.get("accuracy").isNull() && result.get("confusion").isNull());
    assertTrue(result.get("loss").doubleValue() < 0.1, result.get("loss").toString());
    assertFalse(result.get("worst").isEmpty());
  }

  @Test
  @DisplayName("takes the settings that the page has: schedule, penalty, clipping")
  void settings() {
    String[] settings = {
      "\"optimizer\":{\"name\":\"sgd\",\"learningRate\":0.1}",
      "\"schedule\":{\"name\":\"cosine\"}",
      "\"penalty\":{\"kind\":\"l2\",\"lambda\":0.01}",
      "\"clipNorm\":1",
    };
    JsonNode kept = got(finished(body(NETWORK, settings)) + "/request").get("settings");
    assertEquals("cosine", kept.get("schedule").get("name").textValue());
    assertEquals(0.01, kept.get("penalty").get("lambda").doubleValue());
    assertEquals(1, kept.get("clipNorm").doubleValue());
    String[][] wrong = {
      {"\"schedule\":{\"name\":\"magic\"}", "schedule"},
      {"\"penalty\":{\"lambda\":-1}", "lambda"},
      {"\"penalty\":7", "penalty"},
      {"\"optimizer\":{\"name\":\"adam\",\"beta9\":1}", "beta9"},
      {"\"patience\":3", "patience"},
    };
    for (String[] each : wrong) {
      JsonNode problem = refused(422, server.post("/api/trainings", body(NETWORK, each[0])));
      assertTrue(problem.get("detail").textValue().contains(each[1]), problem.toString());
    }
  }

  @Test
  @DisplayName("refuses what cannot be learned before it is queued, naming the node or the setting")
  void whatCannotBeLearned() {
    JsonNode ten = refused(422, server.post("/api/trainings", body(THREE_OR_EIGHT)));
    assertEquals("y", ten.get("problems").get(0).get("node").textValue());
    assertTrue(ten.get("detail").textValue().contains("two classes"), ten.toString());
    String[][] wrong = {
      {"{\"classes\":[3,3]}", "classes"},
      {"{\"classes\":[3,10]}", "classes"},
      {"{\"classes\":[]}", "classes"},
      {"{\"classes\":3}", "classes"},
      {"{\"target\":\"binary\"}", "binary"},
      {"{\"target\":\"colour\"}", "target"},
      {"{\"name\":\"iris\"}", "dataset"},
      {"{\"size\":1}", "size"},
      {"7", "dataset"},
    };
    for (String[] each : wrong) {
      JsonNode problem =
          refused(422, server.post("/api/trainings", body(NETWORK, "\"dataset\":" + each[0])));
      assertTrue(problem.get("detail").textValue().contains(each[1]), problem.toString());
    }
    JsonNode classes =
        refused(
            422, server.post("/api/trainings", body(NETWORK, "\"dataset\":{\"classes\":[3,8]}")));
    assertTrue(
        classes.get("detail").textValue().contains("set its classes to 2"), classes.toString());
    refused(422, server.post("/api/trainings", body(NETWORK, "\"checkpointEvery\":-1")));
  }

  @Test
  @DisplayName("comes with its images: several at once, and those most like a drawing")
  void images() {
    JsonNode sheet = got("/api/datasets/mnist/train/images?index=3,0");
    assertEquals(2, sheet.get("images").size());
    JsonNode one = got("/api/datasets/mnist/train/3");
    JsonNode image = sheet.get("images").get(0);
    assertEquals(one.get("label"), image.get("label"));
    byte[] pixels = Base64.getDecoder().decode(image.get("pixels").textValue());
    assertEquals(784, pixels.length);
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(one.get("pixels").get(i).intValue(), pixels[i] & 255);
    }

    String body = "{\"pixels\":" + one.get("pixels") + ",\"count\":5}";
    JsonNode answer = json(server.post("/api/datasets/mnist/nearest", body));
    assertEquals(SmallMnist.TRAIN, answer.get("of").intValue());
    JsonNode nearest = answer.get("nearest");
    assertEquals(5, nearest.size());
    assertEquals(3, nearest.get(0).get("index").intValue());
    assertEquals(0, nearest.get(0).get("distance").doubleValue());
    double before = 0;
    for (JsonNode each : nearest) {
      assertTrue(each.get("distance").doubleValue() >= before);
      before = each.get("distance").doubleValue();
    }

    refused(422, server.get("/api/datasets/mnist/train/images"));
    refused(422, server.get("/api/datasets/mnist/train/images?index=" + "1,".repeat(200) + "1"));
    refused(404, server.get("/api/datasets/mnist/train/images?index=2000"));
    refused(404, server.get("/api/datasets/mnist/valid/images?index=1"));
    for (String wrong :
        new String[] {"{}", "{\"pixels\":[1,2]}", "{\"pixels\":\"x\"}", "{\"k\":1}"}) {
      refused(422, server.post("/api/datasets/mnist/nearest", wrong));
    }
    refused(
        422,
        server.post("/api/datasets/mnist/nearest", body.replace("\"count\":5", "\"count\":21")));
    refused(422, server.post("/api/datasets/mnist/nearest", body.replace("[0,", "[256,")));
  }
}
