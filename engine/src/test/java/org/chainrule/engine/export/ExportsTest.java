package org.chainrule.engine.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.Optimizers;
import org.junit.jupiter.api.Test;

/** THE list of exports: pictures, equations, weights, and an op that was added a moment ago. */
class ExportsTest {

  private static byte[] exported(String id, Graph graph, Catalogue catalogue) {
    Exports.Export export = Exports.named(id);
    assertNotNull(export, id);
    try {
      return export.writer().write(graph, catalogue, Optimization.DEFAULT);
    } catch (ProblemException e) {
      throw new AssertionError(id, e);
    }
  }

  private static String text(String id, Graph graph) {
    return new String(exported(id, graph, Library.standard()), UTF_8);
  }

  @Test
  void everyExportWritesEveryExample() {
    for (Map.Entry<String, Graph> entry : Cases.all().entrySet()) {
      for (Exports.Export export : Exports.all()) {
        byte[] bytes = exported(export.id(), entry.getValue(), Library.standard());
        assertTrue(bytes.length > 0, entry.getKey() + " as " + export.id());
        if (export.text()) {
          assertArrayEquals(bytes, new String(bytes, UTF_8).getBytes(UTF_8), export.id());
        }
      }
    }
  }

  @Test
  void theNetworkOfTheLectureAsEquations() {
    assertEquals(
        """
        \\begin{align*}
        x &\\in \\mathbb{R} \\\\
        y &\\in \\mathbb{R} \\\\
        w_1 &\\in \\mathbb{R} \\\\
        w_2 &\\in \\mathbb{R} \\\\
        w_3 &\\in \\mathbb{R} \\\\
        w_4 &\\in \\mathbb{R} \\\\
        h_1 &= \\operatorname{relu}\\left(w_1 \\cdot x\\right) \\\\
        h_2 &= \\operatorname{relu}\\left(w_2 \\cdot x\\right) \\\\
        \\hat{y} &= w_3 \\cdot h_1 + w_4 \\cdot h_2 \\\\
        \\ell &= \\left(\\hat{y} - y\\right)^{2}
        \\end{align*}
        """,
        text("latex", Graphs.graph(Graphs.U4)));
  }

  @Test
  void theChosenOptimizerTrains() throws ProblemException {
    Optimization adam = new Optimization("adam", 0.01, 20);
    Map<String, String> expected =
        Map.of(
            "pytorch", "torch.optim.Adam(model.parameters(), lr=0.01)",
            "jax", "optax.adam(0.01)",
            "keras", "keras.optimizers.Adam(learning_rate=0.01, epsilon=1e-8)");
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      Exports.Export export = Exports.named(entry.getKey());
      assertNotNull(export);
      byte[] script = export.writer().write(Graphs.graph(Graphs.U4), Library.standard(), adam);
      assertTrue(new String(script, UTF_8).contains(entry.getValue()), entry.getKey());
    }
  }

  @Test
  void numbersThatWereTrainedAreNeverDrawnAnew() throws ProblemException, WeightsException {
    Graph graph = Graphs.graph(Graphs.MNIST);
    Map<String, Tensor> trained = Parameters.of(graph, Library.standard());
    String drawn = text("pytorch", graph);
    assertTrue(drawn.contains("torch.randn((128, 784)) * (2 / 784) ** 0.5"), drawn);
    assertTrue(drawn.contains("self.b1 = nn.Parameter(torch.zeros((128,)))"), drawn);
    String kept = text("pytorch", Weights.into(graph, Library.standard(), trained));
    assertTrue(kept.contains(String.valueOf(trained.get("W1").at(5))), "a number of W1");
  }

  @Test
  void everyOptimizerOfTheListIsKnownToEveryDialect() throws ProblemException {
    for (Optimizers.Kind kind : Optimizers.all()) {
      for (String dialect : List.of("pytorch", "jax", "keras")) {
        Exports.Export export = Exports.named(dialect);
        assertNotNull(export);
        Optimization optimization = new Optimization(kind.name(), 0.01, 20);
        String script =
            new String(
                export.writer().write(Graphs.graph(Graphs.U4), Library.standard(), optimization),
                UTF_8);
        String plain =
            new String(
                export
                    .writer()
                    .write(
                        Graphs.graph(Graphs.U4),
                        Library.standard(),
                        new Optimization("sgd", 0.01, 20)),
                UTF_8);
        assertEquals(kind.name().equals("sgd"), script.equals(plain), kind.name() + dialect);
      }
    }
  }

  @Test
  void picturesNameEveryNodeAndWire() {
    Graph graph = Graphs.graph(Graphs.U4);
    String mermaid = text("mermaid", graph);
    String dot = text("dot", graph);
    assertEquals(graph.nodes().size() + graph.wires().size() + 1, mermaid.lines().count());
    assertEquals(graph.nodes().size() + graph.wires().size() + 4, dot.lines().count());
    assertTrue(dot.startsWith("digraph G {") && dot.endsWith("}\n"), dot);
    assertTrue(mermaid.contains("[\"h1 = relu\"]"), mermaid);
  }

  @Test
  void parametersAsATable() {
    Graph graph = Graphs.graph("W = param([[1, 2], [3, 4.5]])\nloss = sum(W)\n");
    assertEquals(
        "parameter,index,value\nW,0 0,1\nW,0 1,2\nW,1 0,3\nW,1 1,4.5\n", text("csv", graph));
  }

  @Test
  void weightsGoOutAndComeBackToTheBit() throws IOException, WeightsException, ProblemException {
    Graph graph = Graphs.graph(Graphs.MNIST);
    byte[] npz = exported("npz", graph, Library.standard());
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(npz))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        zip.readAllBytes();
      }
    }
    assertEquals(List.of("W1.npy", "b1.npy", "W2.npy", "b2.npy"), names);
    Map<String, Tensor> out = Parameters.of(graph, Library.standard());
    for (byte[] file : List.of(npz, exported("weights", graph, Library.standard()))) {
      Map<String, Tensor> back = Weights.read(file);
      assertEquals(out.keySet(), back.keySet());
      out.forEach(
          (name, value) -> {
            Tensor read = back.get(name);
            assertNotNull(read);
            assertEquals(value.shape(), read.shape());
            assertArrayEquals(value.toArray(), read.toArray());
          });
      Graph filled = Weights.into(graph, Library.standard(), back);
      assertArrayEquals(
          out.get("W1").toArray(), Parameters.of(filled, Library.standard()).get("W1").toArray());
    }
  }

  @Test
  void weightsThatDoNotFitAreRefusedInASentence() {
    Graph graph = Graphs.graph("w = param([1, 2])\nloss = sum(w)\n");
    String shape =
        message(() -> Weights.into(graph, Library.standard(), Map.of("w", Tensor.scalar(1))));
    assertEquals("w has shape [], but the parameter has [2].", shape);
    String name =
        message(() -> Weights.into(graph, Library.standard(), Map.of("v", Tensor.scalar(1))));
    assertEquals("No parameter is called v; there are w.", name);
  }

  private static String message(org.junit.jupiter.api.function.Executable executable) {
    return String.valueOf(assertThrows(WeightsException.class, executable).getMessage());
  }

  @Test
  void garbageInPlaceOfWeightsIsASentence() {
    byte[] good = Npz.write(Map.of("w", Tensor.of(Shape.of(2), 1, 2)));
    Generator random = new Generator(7, 0);
    for (int round = 0; round < 2000; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i < 1 + round % 4; i++) {
        bad[(int) (random.nextDouble() * bad.length)] = (byte) (random.nextDouble() * 256);
      }
      byte[] cut = java.util.Arrays.copyOf(bad, (int) (random.nextDouble() * bad.length));
      for (byte[] file : List.of(bad, cut)) {
        try {
          Weights.read(file);
        } catch (WeightsException e) {
          assertTrue(String.valueOf(e.getMessage()).endsWith("."), e.getMessage());
        }
      }
    }
  }

  /** An op that nobody has heard of. */
  private static final class Hypotenuse extends BinaryOp {
    Hypotenuse() {
      super(
          OpInfo.of("hypotenuse", "Hypotenuse")
              .summary("The longest side of a right triangle.")
              .formula("\\sqrt{a^2 + b^2}")
              .torch("torch.hypot({a}, {b})")
              .jax("jnp.hypot({a}, {b})")
              .keras("keras.ops.sqrt({a} ** 2 + {b} ** 2)")
              .onnx("Sqrt(Add(Mul({a}, {a}), Mul({b}, {b})))")
              .port("a", "a side", "\\frac{a}{y}")
              .port("b", "the other side", "\\frac{b}{y}")
              .example(Tensor.scalar(3), Tensor.scalar(4))
              .build());
    }

    @Override
    public double apply(double a, double b) {
      return Math.sqrt(a * a + b * b);
    }

    @Override
    public double partial(int port, double a, double b, double y) {
      return (port == 0 ? a : b) / y;
    }
  }

  @Test
  void anOpAddedToTheListAppearsInEveryExport() {
    List<Op> ops = new ArrayList<>(Library.standard().ops());
    ops.add(new Hypotenuse());
    Catalogue catalogue = new Catalogue(ops);
    Graph graph = Parser.parse("a = param(3)\nloss = hypotenuse(a, 2 * a)\n", catalogue).graph();
    assertNotNull(graph);
    Map<String, String> expected =
        Map.of(
            "pytorch", "loss = torch.hypot(self.a, 2 * self.a)",
            "jax", "loss = jnp.hypot(params[\"a\"], 2 * params[\"a\"])",
            "keras", "loss = keras.ops.sqrt(a ** 2 + (2 * a) ** 2)",
            "latex", "\\operatorname{hypotenuse}",
            "onnx", "Sqrt");
    expected.forEach(
        (id, phrase) -> {
          String text = new String(exported(id, graph, catalogue), UTF_8);
          assertTrue(text.contains(phrase), text);
        });
    for (Exports.Export export : Exports.all()) {
      assertTrue(exported(export.id(), graph, catalogue).length > 0, export.id());
    }
  }
}
