package org.chainrule.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.export.Weights;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, with one machine as the cluster. */
class MainTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path graph;

  @BeforeEach
  void write() throws Exception {
    graph = Files.writeString(folder.resolve("net.txt"), Learning.NET);
  }

  private int run(String... args) {
    return Main.run(new PrintStream(out, true), new PrintStream(err, true), args);
  }

  @Test
  void trainPrintsWhatWasLearnedAndWritesIt() throws Exception {
    Path file = folder.resolve("weights.json");

    int code =
        run(
            "train",
            graph.toString(),
            "--master",
            "local[2]",
            "--data",
            "moons",
            "--epochs",
            "2",
            "--out",
            file.toString());

    assertEquals(0, code, err.toString());
    assertTrue(out.toString().contains("Test accuracy "), out.toString());
    assertTrue(out.toString().contains(" in 2 shares "), out.toString());
    Map<String, Tensor> written = Weights.read(Files.readAllBytes(file));
    assertEquals(Set.of("W1", "b1", "W2", "b2"), written.keySet());
    assertEquals(Shape.of(8, 2), written.get("W1").shape());
  }

  @Test
  void sweepPrintsOneObjectForEachTrial() throws Exception {
    int code =
        run(
            "sweep",
            graph.toString(),
            "--master",
            "local[2]",
            "--data",
            "moons",
            "--rates",
            "0.01,0.1",
            "--widths",
            "4,8",
            "--layer",
            "h",
            "--json");

    assertEquals(0, code, err.toString());
    assertEquals(4, ((Json.Arr) JsonReader.read(out.toString().strip())).items().size());
  }

  @Test
  void whatCannotBeTrainedIsRefusedWithItsProblems() {
    assertEquals(
        Main.REFUSED, run("train", graph.toString(), "--master", "local[1]", "--data", "sine"));
    assertTrue(err.toString().startsWith("{\"problems\":"), err.toString());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertEquals(Main.FAILED, run("train", folder.resolve("none.txt").toString()));
    assertTrue(err.toString().contains("none.txt cannot be read"), err.toString());
  }
}
