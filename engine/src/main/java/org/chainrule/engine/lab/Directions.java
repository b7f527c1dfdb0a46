package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.train.TrainerState;

/**
 * Two directions in the space of all parameters, at right angles, along which a loss is looked at.
 *
 * @param first the direction that runs to the right
 * @param second the direction that runs upwards
 */
record Directions(double[] first, double[] second) {

  /** Along two single parameters. */
  static Directions along(int count, int a, int b) {
    double[] first = new double[count];
    double[] second = new double[count];
    first[a] = 1;
    second[b] = 1;
    return new Directions(first, second);
  }

  /**
   * At random, each parameter's part as long as the parameter itself, so that no layer outweighs
   * another. Li et al. 2018, arXiv:1712.09913.
   */
  static Directions random(Program program, float[] at, int seed) {
    double[] first = drawn(program, at, new Generator(seed, 1));
    double[] second = drawn(program, at, new Generator(seed, 2));
    return upright(first, second);
  }

  private static double[] drawn(Program program, float[] at, Generator random) {
    double[] out = new double[at.length];
    for (Program.Parameter parameter : program.parameters()) {
      int from = parameter.buffer().offset() - program.parametersAt();
      int to = from + parameter.buffer().size();
      double own = 0;
      double squares = 0;
      for (int i = from; i < to; i++) {
        out[i] = random.nextGaussian();
        squares += out[i] * out[i];
        own += (double) at[i] * at[i];
      }
      for (int i = from; i < to; i++) {
        out[i] *= squares > 0 ? Math.sqrt(own / squares) : 0;
      }
    }
    return out;
  }

  /** Along which the run has moved most: the first two principal components of its way here. */
  static Directions ofPath(List<TrainerState> states, float[] at) {
    List<double[]> ways = new ArrayList<>();
    for (TrainerState state : states) {
      double[] way = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        way[i] = (double) state.parameters()[i] - at[i];
      }
      ways.add(way);
    }
    double[] first = strongest(ways, 1);
    for (double[] way : ways) {
      double share = dot(way, first) / Math.max(1e-300, dot(first, first));
      for (int i = 0; i < way.length; i++) {
        way[i] -= share * first[i];
      }
    }
    return upright(first, strongest(ways, 2));
  }

  /** The direction of most movement, by power iteration over the ways themselves. */
  private static double[] strongest(List<double[]> ways, int stream) {
    int count = ways.get(0).length;
    double[] direction = new double[count];
    Generator random = new Generator(stream, "landscape");
    for (int i = 0; i < count; i++) {
      direction[i] = random.nextGaussian();
    }
    for (int round = 0; round < 30; round++) {
      double[] next = new double[count];
      for (double[] way : ways) {
        double share = dot(way, direction);
        for (int i = 0; i < count; i++) {
          next[i] += share * way[i];
        }
      }
      double length = Math.sqrt(dot(next, next));
      if (length < 1e-20) {
        break;
      }
      for (int i = 0; i < count; i++) {
        direction[i] = next[i] / length;
      }
    }
    double length = Math.sqrt(dot(direction, direction));
    for (int i = 0; i < count; i++) {
      direction[i] /= length;
    }
    return direction;
  }

  private static Directions upright(double[] first, double[] second) {
    double share = dot(second, first) / Math.max(1e-300, dot(first, first));
    for (int i = 0; i < second.length; i++) {
      second[i] -= share * first[i];
    }
    return new Directions(first, second);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
