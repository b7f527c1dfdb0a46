package org.chainrule.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.autodiff.GradientCheck;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.op.OpInfo.Rejection;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.DynamicNode;

/** What an op must keep, as tests of their own. */
public final class OpContract {
  private static final int SEEDS = 5;

  private OpContract() {}

  /** Every check of one op, as tests of their own. */
  public static List<DynamicNode> of(Op op) {
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(dynamicTest("describes itself", () -> describesItself(op.info())));
    if (op instanceof Source) {
      return tests;
    }
    tests.add(
        dynamicTest(
            "brings examples", () -> assertFalse(op.info().examples().isEmpty(), "no example")));
    for (Example example : op.info().examples()) {
      List<Shape> shapes = example.inputs().stream().map(Tensor::shape).toList();
      String name = shapes + " " + example.settings();
      tests.add(dynamicTest("infers its shape for " + name, () -> infersItsShape(op, example)));
      tests.add(dynamicTest("is pure for " + name, () -> isPure(op, example)));
      for (int port = 0; port < example.inputs().size(); port++) {
        int at = port;
        tests.add(
            dynamicTest(
                "differentiates port " + op.info().ports().get(port).name() + " for " + name,
                () -> differentiates(op, example, at)));
      }
    }
    for (Rejection rejection : op.info().rejections()) {
      tests.add(
          dynamicTest(
              "refuses " + rejection.inputs() + " " + rejection.settings(),
              () -> refuses(op, rejection)));
    }
    return tests;
  }

  private static void describesItself(OpInfo info) {
    assertTrue(info.id().matches("[a-z][a-z0-9_]*"), "id " + info.id());
    assertTrue(info.summary().matches("[A-Z].{10,119}\\."), "summary: " + info.summary());
    assertFalse(info.label().isBlank() || info.symbol().isBlank() || info.formula().isBlank());
    OpInfo.Templates templates = info.templates();
    assertFalse(templates.torch().isBlank(), "no template for PyTorch");
    assertFalse(templates.jax().isBlank(), "no template for JAX");
    assertFalse(templates.keras().isBlank(), "no template for Keras");
    assertFalse(templates.onnx().isBlank(), "no template for ONNX");
    Set<String> names = new HashSet<>();
    for (Port port : info.ports()) {
      assertTrue(names.add(port.name()), "port " + port.name() + " twice");
      assertFalse(port.summary().isBlank() || port.derivative().isBlank(), port.name());
    }
    for (Setting setting : info.settings()) {
      assertTrue(names.add(setting.name()), "setting " + setting.name() + " twice");
      assertTrue(setting.summary().endsWith("."), setting.summary());
    }
  }

  static Settings settings(Op op, Map<String, Object> given) {
    Settings.Builder settings = new Settings.Builder().defaults(op.info().settings());
    given.forEach(settings::put);
    return settings.build();
  }

  private static void infersItsShape(Op op, Example example) {
    Settings settings = settings(op, example.settings());
    List<Shape> shapes = example.inputs().stream().map(Tensor::shape).toList();
    Inferred.Fits fits = assertInstanceOf(Inferred.Fits.class, op.infer(shapes, settings));
    assertEquals(fits.shape(), op.forward(example.inputs(), settings).shape());
  }

  private static void isPure(Op op, Example example) {
    Settings settings = settings(op, example.settings());
    List<double[]> before = example.inputs().stream().map(Tensor::toArray).toList();
    Tensor once = op.forward(example.inputs(), settings);
    Tensor twice = op.forward(example.inputs(), settings);
    assertTrue(Arrays.equals(once.toArray(), twice.toArray()), "two runs differ");
    for (int i = 0; i < before.size(); i++) {
      assertTrue(Arrays.equals(before.get(i), example.inputs().get(i).toArray()), "input changed");
    }
  }

  private static void differentiates(Op op, Example example, int port) {
    Settings settings = settings(op, example.settings());
    for (int seed = 0; seed < SEEDS; seed++) {
      Double error = GradientCheck.error(op, example.inputs(), settings, port, seed);
      if (error != null) {
        assertTrue(error < GradientCheck.TOLERANCE, "seed " + seed + ": relative error " + error);
      }
    }
    Tensor output = op.forward(example.inputs(), settings);
    Tensor ones = Tensor.filled(output.shape(), 1);
    Tensor product = op.vjp(port, ones, new Op.Point(example.inputs(), output, settings));
    if (product != null) {
      assertEquals(example.inputs().get(port).shape(), product.shape());
    }
  }

  private static void refuses(Op op, Rejection rejection) {
    Settings settings = settings(op, rejection.settings());
    Inferred.Misfit misfit =
        assertInstanceOf(Inferred.Misfit.class, op.infer(rejection.inputs(), settings));
    assertTrue(op.info().port(misfit.port()) >= 0, "no port is called " + misfit.port());
    String sentence = misfit.expected() + ", " + misfit.actual() + ". " + misfit.remedy();
    assertTrue(sentence.contains(rejection.phrase()), sentence);
    assertTrue(misfit.remedy().endsWith("."), misfit.remedy());
  }
}
