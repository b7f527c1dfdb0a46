package org.chainrule.engine.lesson;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;

/** Values at which two functions are compared: those of the graph, each moved a little, by seed. */
final class Trial {

  /** At so many places two formulas have to agree. */
  static final int COUNT = 8;

  private static final double REACH = 0.4;

  /** Relative; what two ways to compute the same differ by. */
  private static final double CLOSE = 1e-8;

  private Trial() {}

  /**
   * A value for every source that holds numbers, by its name. Signs stay, so that a logarithm stays
   * defined.
   */
  static Map<String, Tensor> at(Plan plan, Map<String, Tensor> own, int seed) {
    Map<String, Tensor> moved = new HashMap<>();
    for (Plan.Step step : plan.steps()) {
      String name = step.node().label();
      Tensor value = own.get(name);
      if (value != null
          && step.op() instanceof Source source
          && source.classes(step.settings()) == 0) {
        Generator random = new Generator(seed, name);
        double[] numbers = value.toArray();
        for (int i = 0; i < numbers.length; i++) {
          double turn = REACH * (2 * random.nextDouble() - 1);
          numbers[i] = numbers[i] == 0 ? turn : numbers[i] * (1 + turn);
        }
        moved.put(name, Tensor.of(value.shape(), numbers));
      }
    }
    return moved;
  }

  static boolean close(double a, double b) {
    return Math.abs(a - b) <= CLOSE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}
