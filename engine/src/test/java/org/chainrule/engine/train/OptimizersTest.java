package org.chainrule.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.engine.op.Settings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every optimizer of THE list on a steep and flat quadratic, held to its published recurrence. */
class OptimizersTest {
  private static final int STEPS = 50;

  /** The curvature of the quadratic 1/2 sum c theta^2 along each axis; its gradient is c theta. */
  private static final double[] CURVATURE = {10, 1, 0.01};

  private static final double[] START = {1, -2, 3};

  /** A recurrence as a paper writes it, on one number in float64. */
  private interface Recurrence {
    /**
     * @param state what is remembered, zeros at first
     * @param t the number of this step, from 1
     * @return the new theta
     */
    double next(double theta, double g, double rate, double[] state, int t);
  }

  private static double adam(double theta, double g, double rate, double[] state, int t) {
    state[0] = 0.9 * state[0] + 0.1 * g;
    state[1] = 0.999 * state[1] + 0.001 * g * g;
    double mean = state[0] / (1 - Math.pow(0.9, t));
    double square = state[1] / (1 - Math.pow(0.999, t));
    return theta - rate * mean / (Math.sqrt(square) + 1e-8);
  }

  private static Recurrence published(String name) {
    return switch (name) {
      case "sgd" -> (theta, g, rate, state, t) -> theta - rate * g;
      case "momentum" ->
          (theta, g, rate, state, t) -> {
            state[0] = 0.9 * state[0] + g;
            return theta - rate * state[0];
          };
      case "nesterov" ->
          (theta, g, rate, state, t) -> {
            state[0] = 0.9 * state[0] + g;
            return theta - rate * (g + 0.9 * state[0]);
          };
      case "adagrad" ->
          (theta, g, rate, state, t) -> {
            state[0] += g * g;
            return theta - rate * g / (Math.sqrt(state[0]) + 1e-10);
          };
      case "rmsprop" ->
          (theta, g, rate, state, t) -> {
            state[0] = 0.99 * state[0] + 0.01 * g * g;
            return theta - rate * g / (Math.sqrt(state[0]) + 1e-8);
          };
      case "adam" -> OptimizersTest::adam;
      case "adamw" ->
          (theta, g, rate, state, t) -> adam(theta - rate * 0.01 * theta, g, rate, state, t);
      default -> throw new AssertionError("no published recurrence for " + name + "; add it here");
    };
  }

  private static Optimizer create(Optimizers.Kind kind, int count) {
    Settings defaults = new Settings.Builder().defaults(kind.settings()).build();
    return kind.factory().create(defaults, count);
  }

  @TestFactory
  Stream<DynamicTest> everyOptimizerStepsAsPublished() {
    return Optimizers.all().stream()
        .map(kind -> dynamicTest(kind.name(), () -> stepsAsPublished(kind)));
  }

  private static void stepsAsPublished(Optimizers.Kind kind) {
    int count = START.length;
    float[] arena = new float[2 * count];
    double[] theta = START.clone();
    double[][] state = new double[count][2];
    for (int i = 0; i < count; i++) {
      arena[i] = (float) START[i];
    }
    Recurrence published = published(kind.name());
    Optimizer optimizer = create(kind, count);
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < count; i++) {
        arena[count + i] = (float) (CURVATURE[i] * theta[i]);
        theta[i] = published.next(theta[i], CURVATURE[i] * theta[i], 0.02, state[i], t);
      }
      optimizer.step(arena, 0, count, 0.02);
      for (int i = 0; i < count; i++) {
        assertEquals(
            theta[i],
            arena[i],
            3e-6 * Math.max(1, Math.abs(theta[i])),
            "step " + t + ", axis " + i);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyOptimizerDescends() {
    return Optimizers.all().stream()
        .map(
            kind ->
                dynamicTest(
                    kind.name(),
                    () -> {
                      float[] arena = {2, 0};
                      Optimizer optimizer = create(kind, 1);
                      for (int t = 0; t < 200; t++) {
                        arena[1] = 2 * arena[0];
                        optimizer.step(arena, 0, 1, kind.name().equals("adagrad") ? 0.5 : 0.05);
                      }
                      assertTrue(Math.abs(arena[0]) < 0.1, "theta = " + arena[0]);
                    }));
  }

  @Test
  void momentsFadeToZeroAndNotToDenormals() {
    assertEquals(0, Moments.flushed(-9e-31f));
    assertEquals(0, Moments.flushedSquare(9e-31f));
    for (float large : new float[] {1e-20f, -1e-20f, 0.5f, -3}) {
      assertEquals(large, Moments.flushed(large));
      assertEquals(Math.abs(large), Moments.flushedSquare(Math.abs(large)));
    }
  }

  @Test
  void namesAndLabelsAreDistinct() {
    List<Optimizers.Kind> all = Optimizers.all();
    Set<String> words = new HashSet<>();
    all.forEach(kind -> assertTrue(words.add(kind.name()) && words.add(kind.label()), kind.name()));
  }
}
