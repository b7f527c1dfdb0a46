package org.chainrule.engine.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.parity.Kinks.Kink;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every op of THE list against libtorch, forward and backward. */
class ParityTest {

  /** What float64 rounding may leave. */
  private static final double FLOAT64 = 1e-12;

  /** What float32 rounding may leave. */
  private static final double FLOAT32 = 1e-6;

  private static final int RANDOM_NUMBERS = 200;

  @AfterAll
  static void report() {
    Report.write();
  }

  /** The ops that compute something. */
  private static List<Op> ops() {
    return Library.standard().ops().stream().filter(op -> !(op instanceof Source)).toList();
  }

  @Test
  void everyOpHasItsCounterpart() {
    Set<String> ids = new TreeSet<>();
    ops().forEach(op -> ids.add(op.info().id()));
    Set<String> missing = new TreeSet<>(ids);
    missing.removeAll(Counterparts.all().keySet());
    assertEquals(Set.of(), missing, "ops without a row in Counterparts");
    Set<String> unknown = new TreeSet<>(Counterparts.all().keySet());
    unknown.removeAll(ids);
    assertEquals(Set.of(), unknown, "rows of Counterparts without an op");
  }

  @TestFactory
  Stream<DynamicContainer> everyExampleAgrees() {
    return ops().stream()
        .map(
            op ->
                DynamicContainer.dynamicContainer(
                    op.info().id(), points(op).stream().map(point -> test(op, point))));
  }

  private static DynamicTest test(Op op, Example point) {
    List<Shape> shapes = point.inputs().stream().map(Tensor::shape).toList();
    return dynamicTest(shapes + " " + point.settings(), () -> agrees(op, point));
  }

  /** The examples of an op; for a function of numbers, random numbers in and out of its domain. */
  private static List<Example> points(Op op) {
    List<Example> points = new ArrayList<>(op.info().examples());
    if (op instanceof UnaryOp) {
      points.add(new Example(List.of(random(op, 0)), Map.of()));
    } else if (op instanceof BinaryOp) {
      points.add(new Example(List.of(random(op, 0), random(op, 1)), Map.of()));
    }
    return points;
  }

  private static Tensor random(Op op, int port) {
    Generator random = new Generator(port, op.info().id());
    return Tensor.zeros(Shape.of(RANDOM_NUMBERS)).map(unused -> (float) (3 * random.nextGaussian()));
  }

  private static void agrees(Op op, Example point) throws ProblemException {
    Comparison rules = Comparison.ofRules(op, point);
    Comparison training = TrainingComparison.of(op, point);
    Report.add(op, rules, training);
    assertTrue(rules.worst() <= FLOAT64, "float64: " + rules);
    assertTrue(training.worst() <= FLOAT32, "float32: " + training);
  }

  private static Op op(String id) {
    return ops().stream().filter(op -> op.info().id().equals(id)).findFirst().orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> everyKinkIsTakenAsPyTorchTakesIt() {
    return Kinks.all().stream()
        .filter(kink -> kink.departure().isEmpty())
        .map(
            kink ->
                dynamicTest(
                    kink.op() + " " + kink.where(), () -> agrees(op(kink.op()), kink.example())));
  }

  /** A departure that is none any more belongs among the points that agree. */
  @TestFactory
  Stream<DynamicTest> whereItDepartsFromPyTorchIsKnown() {
    return Kinks.all().stream()
        .filter(kink -> !kink.departure().isEmpty())
        .map(kink -> dynamicTest(kink.op() + " " + kink.where(), () -> departs(kink)));
  }

  private static void departs(Kink kink) {
    Comparison rules = Comparison.ofRules(op(kink.op()), kink.example());
    Report.add(kink, rules);
    assertTrue(rules.worst() > FLOAT64, "no longer departs: " + rules);
  }

  /** A product whose derivative is wrong in the ninth digit. */
  private static final class SlightlyWrong extends BinaryOp {
    SlightlyWrong() {
      super(
          OpInfo.of("multiply", "Wrong")
              .port("a", "a factor", "b")
              .port("b", "a factor", "a")
              .build());
    }

    @Override
    public double apply(double a, double b) {
      return a * b;
    }

    @Override
    public double partial(int port, double a, double b, double y) {
      return port == 0 ? (1 + 1e-9) * b : a;
    }
  }

  @Test
  void aDerivativeThatIsWrongInTheNinthDigitIsCaught() {
    Example example = new Example(List.of(Tensor.scalar(3), Tensor.scalar(-2)), Map.of());
    Comparison comparison = Comparison.ofRules(new SlightlyWrong(), example);
    assertEquals(0, comparison.forward());
    assertEquals(1e-9, comparison.backward(), 1e-12);
  }
}
