package org.chainrule.engine.op;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.engine.autodiff.GradientCheck;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every operation of THE list must keep; a new one is held to it by being listed. */
class OpContractTest {
  @TestFactory
  Stream<DynamicNode> everyOpKeepsTheContract() {
    return Library.standard().ops().stream()
        .map(op -> DynamicContainer.dynamicContainer(op.info().id(), OpContract.of(op)));
  }

  /** An op whose derivative by one port is wrong by 0.05 %, or by 0.0005 where it is 0. */
  private record SlightlyWrong(Op op, int wrongPort) implements Op {
    @Override
    public OpInfo info() {
      return op.info();
    }

    @Override
    public Inferred infer(List<Shape> inputs, Settings settings) {
      return op.infer(inputs, settings);
    }

    @Override
    public Tensor forward(List<Tensor> inputs, Settings settings) {
      return op.forward(inputs, settings);
    }

    @Override
    public Tensor vjp(int port, Tensor upstream, Point at) {
      Tensor right = op.vjp(port, upstream, at);
      return right == null || port != wrongPort
          ? right
          : right.map(g -> g == 0 ? 0.0005 : g * 1.0005);
    }
  }

  /**
   * A derivative wrong by one part in two thousand, planted in any op by any port, fails the
   * contract.
   */
  @TestFactory
  Stream<DynamicNode> aSlightlyWrongDerivativeIsCaughtInEveryOp() {
    return Library.standard().ops().stream()
        .filter(op -> !(op instanceof Source))
        .map(op -> dynamicTest(op.info().id(), () -> catchesEveryPort(op)));
  }

  private static void catchesEveryPort(Op op) {
    for (int port = 0; port < op.info().ports().size(); port++) {
      int at = port;
      boolean differentiated =
          op.info().examples().stream()
              .anyMatch(
                  example ->
                      at < example.inputs().size()
                          && GradientCheck.error(
                                  op,
                                  example.inputs(),
                                  OpContract.settings(op, example.settings()),
                                  at,
                                  0)
                              != null);
      if (differentiated) {
        String name = op.info().ports().get(port).name();
        assertTrue(fails(new SlightlyWrong(op, port)), "port " + name + " goes unchecked");
      }
    }
  }

  /** Whether any check of the contract fails. */
  private static boolean fails(Op op) {
    for (DynamicNode check : OpContract.of(op)) {
      try {
        ((DynamicTest) check).getExecutable().execute();
      } catch (AssertionError expected) {
        return true;
      } catch (Throwable unexpected) {
        throw new IllegalStateException(unexpected);
      }
    }
    return false;
  }

  @Test
  void aRightDerivativePassesForManyDirections() {
    Op multiply = Library.standard().op("multiply");
    List<Tensor> inputs =
        List.of(
            Tensor.of(Shape.of(2, 2), 1, -2, 0.5, 3), Tensor.of(Shape.of(2, 2), 2, 4, -1, 0.25));
    for (int seed = 0; seed < 100; seed++) {
      double right = GradientCheck.error(multiply, inputs, Settings.NONE, 0, seed);
      double wrong =
          GradientCheck.error(new SlightlyWrong(multiply, 0), inputs, Settings.NONE, 0, seed);
      assertTrue(right < GradientCheck.TOLERANCE, "seed " + seed + ": " + right);
      assertTrue(wrong > GradientCheck.TOLERANCE, "seed " + seed + ": " + wrong);
    }
  }
}
