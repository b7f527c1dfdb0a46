package org.chainrule.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line")
class CommandLineTest {

  private static final double EXACT = 1e-15;

  /** What a command did. */
  private record Ran(int code, String out, String err) {}

  private static Ran run(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new Main.Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            Map.of(),
            args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("eval prints the CS540 network's values and gradients exactly")
  void evalU4() {
    Ran ran = run(TestServer.U4, "eval", "-");
    assertEquals(0, ran.code(), ran.err());
    assertEquals("", ran.err());
    JsonNode values = TestServer.json(ran.out()).get("values");
    JsonNode gradients = TestServer.json(ran.out()).get("gradients");
    assertEquals(0.4, values.get("yhat").doubleValue(), EXACT);
    assertEquals(0.36, values.get("loss").doubleValue(), EXACT);
    assertEquals(-0.48, gradients.get("w1").doubleValue(), EXACT);
    assertEquals(-0.24, gradients.get("w2").doubleValue(), EXACT);
    assertEquals(-1.2, gradients.get("w3").doubleValue(), EXACT);
    assertEquals(-2.4, gradients.get("w4").doubleValue(), EXACT);
    assertEquals(-0.24, gradients.get("x").doubleValue(), EXACT);
  }

  @Test
  @DisplayName("eval nests tensors as their shapes say, and reads files of text or JSON")
  void evalTensors(@TempDir Path folder) throws IOException {
    Path text = folder.resolve("graph.txt");
    Files.writeString(
        text, "W = param([[1, 2, 3], [4, 5, 6]])\nv = input([1, 0.5, 2])\nloss = sum(W @ v)\n");
    Ran ran = run("", "eval", text.toString());
    assertEquals(0, ran.code(), ran.err());
    JsonNode all = TestServer.json(ran.out());
    assertEquals(TestServer.json("[[1,2,3],[4,5,6]]"), all.get("values").get("W"));
    assertEquals(
        TestServer.json("[[1,0.5,2],[1,0.5,2]]"), all.get("gradients").get("W"), ran.out());
    assertEquals(TestServer.json("[5,7,9]"), all.get("gradients").get("v"));

    Path json = folder.resolve("graph.json");
    Files.writeString(
        json,
        "{\"version\":1,\"nodes\":[{\"id\":\"a\",\"op\":\"parameter\",\"name\":\"loss\","
            + "\"settings\":{\"value\":0.1}}],\"wires\":[]}");
    assertEquals(0, run("", "eval", json.toString()).code());
  }

  @Test
  @DisplayName("eval takes weights trained elsewhere, by name, and says what does not fit")
  void evalWeights(@TempDir Path folder) throws IOException {
    Path text = folder.resolve("graph.txt");
    Files.writeString(text, "w = param(1)\nx = input(3)\nloss = w * x\n");
    Path weights = folder.resolve("weights.json");
    Files.writeString(weights, "{\"w\": 5}");
    Ran ran = run("", "eval", text.toString(), "--weights", weights.toString());
    assertEquals(0, ran.code(), ran.err());
    assertEquals(15, TestServer.json(ran.out()).get("values").get("loss").intValue());
    Files.writeString(weights, "{\"v\": 5}");
    Ran refused = run("", "eval", text.toString(), "--weights", weights.toString());
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("No parameter is called v"), refused.err());
  }

  @Test
  @DisplayName("eval prints problems as JSON on standard error and exits 2")
  void evalProblems() {
    for (String graph :
        new String[] {
          "a = b + 1",
          "a = ",
          "W = param(shape=[2, 3])\nx = input([1, 2])\nloss = sum(W @ x)",
          "x = input(shape=[3])\nloss = sum(x)",
          "{\"version\":99}",
        }) {
      Ran ran = run(graph, "eval", "-");
      assertEquals(2, ran.code(), graph + "\n" + ran.out() + ran.err());
      assertEquals("", ran.out());
      JsonNode problems = TestServer.json(ran.err()).get("problems");
      assertFalse(problems.isEmpty(), graph);
      assertTrue(problems.get(0).get("message").textValue().matches("(?s).*[.?]"), ran.err());
    }
  }

  @Test
  @DisplayName("says in a sentence what is wrong with its arguments")
  void arguments(@TempDir Path folder) throws IOException {
    Path graph = Files.writeString(folder.resolve("g"), TestServer.NETWORK);
    Path file = Files.writeString(folder.resolve("file"), "");
    String[][] wrong = {
      {"--bogus"},
      {"eval"},
      {"eval", "/no/such/file"},
      {"--port", "x"},
      {"--port", "70000"},
      {"--data", file.toString(), "--port", "0"},
      {"train", graph.toString(), "--data", "iris"},
      {"train", graph.toString(), "--epochs", "0"},
      {"train", graph.toString(), "--optimizer", "magic"},
      {"train", graph.toString(), "--mnist", folder.toString()},
    };
    for (String[] args : wrong) {
      Ran ran = run("", args);
      String what = String.join(" ", args) + "\n" + ran.err();
      assertTrue(ran.code() == 1 || ran.code() == 2, what);
      assertTrue(ran.err().strip().length() > 10, what);
      assertFalse(ran.err().contains("Exception") || ran.err().contains("\tat "), what);
    }
  }

  @Test
  @DisplayName("has help and a version")
  void help() {
    assertTrue(run("", "--help").out().contains("train"));
    assertTrue(run("", "train", "--help").out().contains("--learning-rate"));
    assertTrue(run("", "--version").out().startsWith("Chainrule "));
  }

  @Test
  @DisplayName("takes settings from flags, then from the environment, then the defaults")
  void settings() {
    Main.Console console = new Main.Console(System.in, System.out, System.err, false);
    ServeCommand command =
        new ServeCommand(console, Map.of("PORT", "1234", "DATA_DIR", "elsewhere", "HOST", "::1"));
    assertEquals(1234, command.config().port());
    assertEquals(Path.of("elsewhere"), command.config().data());
    assertEquals("::1", command.config().host());
    command.port = "80";
    assertEquals(80, command.config().port());
    Config plain = new ServeCommand(console, Map.of()).config();
    assertEquals(7070, plain.port());
    assertEquals(Path.of("data"), plain.data());
  }

  @Test
  @DisplayName("train prints the test accuracy, and problems of a graph that does not fit")
  void train(@TempDir Path folder) {
    SmallMnist.write(folder);
    Ran ran =
        run(
            TestServer.NETWORK,
            "train",
            "-",
            "--data",
            "mnist",
            "--mnist",
            folder.toString(),
            "--epochs",
            "3",
            "--batch-size",
            "32");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("Epoch 3 of 3"), ran.out());
    assertTrue(ran.out().contains("Test accuracy"), ran.out());
    assertFalse(ran.out().contains("\r"), "no bar where nobody watches");

    Ran refused = run(TestServer.U4, "train", "-", "--mnist", folder.toString());
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("[784]"), refused.err());
  }

  @Test
  @DisplayName("export writes a script, a model and a picture, to standard output or to a file")
  void exports(@TempDir Path folder) throws IOException {
    Ran script = run(TestServer.U4, "export", "-", "--format", "pytorch", "--optimizer", "adam");
    assertEquals(0, script.code(), script.err());
    assertTrue(script.out().contains("class Model(nn.Module):"), script.out());
    assertTrue(script.out().contains("torch.optim.Adam"), script.out());
    Path model = folder.resolve("u4.onnx");
    Ran onnx = run(TestServer.U4, "export", "-", "--format", "onnx", "--out", model.toString());
    assertEquals(0, onnx.code(), onnx.err());
    Ran back = run("", "export", model.toString(), "--format", "dot");
    assertEquals(0, back.code(), back.err());
    assertTrue(back.out().contains("w4"), back.out());
    Ran none = run(TestServer.U4, "export", "-", "--format", "excel");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("choose one of pytorch, jax, keras, onnx"), none.err());
    Ran broken = run("x = relu(y)\n", "export", "-", "--format", "latex");
    assertEquals(2, broken.code());
    assertTrue(broken.err().contains("Nothing is called y"), broken.err());
  }

  @Test
  @DisplayName("backup copies a server's data while it is at work, and restore puts it back")
  void backups(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("data");
    Path copy = folder.resolve("copy.db");
    String path;
    String token;
    try (TestServer server = new TestServer(data)) {
      var created = server.post("/api/graphs", TestServer.body("a = 1"));
      path = created.headers().firstValue("Location").get();
      token = TestServer.json(created).get("editToken").textValue();
      Ran made = run("", "backup", copy.toString(), "--data", data.toString());
      assertEquals(0, made.code(), made.err());
      assertEquals(201, server.post("/api/graphs", TestServer.body("b = 1")).statusCode());
      Ran late = run("", "restore", copy.toString(), "--data", data.toString());
      assertEquals(1, late.code());
      assertTrue(late.err().contains("in use"), late.err());
    }
    assertEquals(1, run("", "backup", copy.toString(), "--data", data.toString()).code());
    Path empty = folder.resolve("empty");
    assertEquals(1, run("", "backup", folder.resolve("b").toString(), "--data", empty + "").code());

    for (Path to : new Path[] {data, empty}) {
      Ran back = run("", "restore", copy.toString(), "--data", to.toString());
      assertEquals(0, back.code(), back.err());
      assertEquals(to.equals(data), back.out().contains("before-restore"), back.out());
      try (TestServer server = new TestServer(to)) {
        var read = server.get(path);
        assertEquals(200, read.statusCode());
        String tag = read.headers().firstValue("ETag").get();
        String change = TestServer.body("a = 2");
        String right = "Bearer " + token;
        assertEquals(
            200,
            server.send("PUT", path, change, "Authorization", right, "If-Match", tag).statusCode());
      }
    }
    Path damaged = Files.writeString(folder.resolve("damaged"), "no database".repeat(999));
    Ran refused = run("", "restore", damaged.toString(), "--data", data.toString());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("no database of Chainrule"), refused.err());
    try (TestServer server = new TestServer(data)) {
      assertEquals(200, server.get(path).statusCode(), "what was there is there");
    }
  }

  @Test
  @DisplayName("takes the settings of several processes on one database, and refuses half of them")
  void roles() {
    Main.Console console = new Main.Console(System.in, System.out, System.err, false);
    Config config =
        new ServeCommand(
                console,
                Map.of("DATABASE_URL", "jdbc:postgresql://db/x", "ROLE", "worker", "WORKERS", "3"))
            .config();
    assertEquals(Role.WORKER, config.role());
    assertEquals("jdbc:postgresql://db/x", config.database());
    assertEquals(3, config.runs().workers());
    String[][] wrong = {
      {"--role", "web"},
      {"--role", "none"},
      {"--database", "jdbc:h2:mem:x"},
      {"--workers", "0"},
      {"--worker-silence", "1"},
      {"--queue", "x"},
      {"--database", "jdbc:postgresql://127.0.0.1:1/x?user=u&password=hidden"},
    };
    for (String[] each : wrong) {
      Ran ran = run("", each);
      assertEquals(1, ran.code(), each[0]);
      assertTrue(ran.err().strip().endsWith("."), ran.err());
      assertFalse(ran.err().contains("hidden"), ran.err());
    }
  }
}
