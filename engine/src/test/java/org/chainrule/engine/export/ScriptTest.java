package org.chainrule.engine.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.ProblemException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The scripts: whole, valid Python, and readable. They are left in target/exports to be run. */
class ScriptTest {
  private static final List<String> DIALECTS = List.of("pytorch", "jax", "keras");

  private static String script(String dialect, Graph graph) throws ProblemException {
    Exports.Export export = Exports.named(dialect);
    assertTrue(export != null, dialect);
    return new String(
        export.writer().write(graph, Library.standard(), Optimization.DEFAULT), UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> everyGraphIsWrittenWhole() {
    return Cases.all().entrySet().stream()
        .flatMap(
            entry ->
                DIALECTS.stream()
                    .map(
                        dialect ->
                            dynamicTest(
                                entry.getKey() + " in " + dialect,
                                () -> checkStructure(script(dialect, entry.getValue())))));
  }

  /** Brackets and quotes close, indentation is whole, nothing of a template is left. */
  private static void checkStructure(String script) {
    int depth = 0;
    for (String line : script.split("\n")) {
      assertFalse(line.contains("{?") || line.contains("{setting"), line);
      assertTrue(line.chars().noneMatch(c -> c >= 0xE000 && c < 0xF000 || c == '\t'), line);
      assertEquals(line.stripTrailing(), line);
      assertTrue(depth > 0 || (line.length() - line.stripLeading().length()) % 4 == 0, line);
      assertEquals(0, line.chars().filter(c -> c == '"').count() % 2, line);
      depth += (int) line.chars().filter(c -> "([{".indexOf(c) >= 0).count();
      depth -= (int) line.chars().filter(c -> ")]}".indexOf(c) >= 0).count();
      assertTrue(depth >= 0, line);
    }
    assertEquals(0, depth, script);
  }

  @TestFactory
  Stream<DynamicTest> pythonCompilesThem() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", "exports"));
    List<String> command = new ArrayList<>(List.of("python3", "-m", "py_compile"));
    for (Map.Entry<String, Graph> entry : Cases.all().entrySet()) {
      for (String dialect : DIALECTS) {
        Path file = folder.resolve(entry.getKey() + "_" + dialect + ".py");
        try {
          Files.writeString(file, script(dialect, entry.getValue()));
        } catch (ProblemException e) {
          throw new AssertionError(entry.getKey(), e);
        }
        command.add(file.toString());
      }
    }
    try {
      new ProcessBuilder("python3", "--version").start().waitFor();
    } catch (IOException e) {
      return Stream.of(dynamicTest("no python3 here: only their structure was checked", () -> {}));
    }
    return Stream.of(
        dynamicTest(
            "python3 compiles " + (command.size() - 3) + " scripts",
            () -> {
              Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
              String said = new String(python.getInputStream().readAllBytes(), UTF_8);
              assertEquals(0, python.waitFor(), said);
            }));
  }

  @Test
  void theModuleOfTheLectureReadsAsAPersonWouldWriteIt() throws ProblemException {
    String script = script("pytorch", Graphs.graph(Graphs.U4));
    assertTrue(
        script.contains(
            """
                def forward(self, x, y):
                    h1 = torch.relu(self.w1 * x)
                    h2 = torch.relu(self.w2 * x)
                    yhat = self.w3 * h1 + self.w4 * h2
                    loss = (yhat - y) ** 2
            """
                .indent(4)
                .replaceAll("(?m)^    ", "")),
        script);
    assertTrue(script.contains("\"w2\": -0.24"), script);
  }
}
