package org.chainrule.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.export.Exports;
import org.chainrule.engine.export.Optimization;
import org.chainrule.engine.export.Reference;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.CatalogueJson;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpContract;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.text.Printer;
import org.chainrule.engine.train.OwnExample;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An op that is one class and one line of a list, and everything that follows from it. */
class AddedOpTest {

  private static final class Cube extends UnaryOp {
    Cube() {
      super(
          OpInfo.of("cube", "Cube")
              .symbol("x³")
              .category(Category.ARITHMETIC)
              .summary("Multiplies a value by itself twice.")
              .formula("x^3")
              .torch("{x} ** 3")
              .jax("{x} ** 3")
              .keras("{x} ** 3")
              .onnx("Mul(Mul({x}, {x}), {x})")
              .port("x", "the argument", "3 x^2")
              .example(Tensor.scalar(-2))
              .build());
    }

    @Override
    protected double apply(double x, Settings settings) {
      return x * x * x;
    }

    @Override
    protected double derivative(double x, double y, Settings settings) {
      return 3 * x * x;
    }
  }

  private static Catalogue catalogue() {
    List<Op> ops = new ArrayList<>(Library.standard().ops());
    ops.add(new Cube());
    return new Catalogue(ops);
  }

  private static Graph graph() {
    Graph graph =
        Parser.parse("w = param(2)\nx = input(1)\nloss = cube(w * x)\n", catalogue()).graph();
    return graph;
  }

  @TestFactory
  Stream<DynamicNode> itIsHeldToTheContract() {
    return OpContract.of(new Cube()).stream();
  }

  @Test
  void itStandsInTheCatalogueOfThePalette() {
    String json = CatalogueJson.write(catalogue(), List.of());
    assertTrue(json.contains("\"id\":\"cube\",\"label\":\"Cube\",\"symbol\":\"x³\""), json);
  }

  @Test
  void itIsReadWrittenRunAndDifferentiated() {
    assertEquals(
        "w = param(2)\nx = input(1)\nloss = cube(w * x)\n", Printer.print(graph(), catalogue()));
    Plan plan = Compiler.compile(graph(), catalogue());
    Evaluation evaluation = Evaluation.run(plan, Map.of());
    assertEquals(8, evaluation.value(plan.loss()).item());
    assertEquals(12, Gradients.of(evaluation, plan.loss()).gradient(0).item());
  }

  @Test
  void itTrains() throws Exception {
    Program program =
        Program.compile(Compiler.compile(graph(), catalogue()), 1, BatchReduction.MEAN);
    TrainingSettings settings = new TrainingSettings("sgd", 0.01, 1, 5, 0, BatchReduction.MEAN);
    Trainer trainer = new Trainer(new PortableDevice(program), OwnExample.of(program), settings);
    trainer.step();
    assertEquals(2 - 0.01 * 12, trainer.parameters().get(0).values()[0], 1e-6);
  }

  @Test
  void itIsDocumentedAndExported() throws Exception {
    String page = Reference.page(catalogue(), "cube");
    assertNotNull(page);
    assertTrue(page.contains("Multiplies a value by itself twice."), page);
    assertTrue(Reference.index(catalogue()).contains("/docs/cube"));
    for (Exports.Export export : Exports.all()) {
      byte[] file = export.writer().write(graph(), catalogue(), Optimization.DEFAULT);
      assertTrue(file.length > 0, export.id());
      if (export.id().equals("pytorch")) {
        assertTrue(new String(file, StandardCharsets.UTF_8).contains("** 3"));
      }
    }
  }
}
