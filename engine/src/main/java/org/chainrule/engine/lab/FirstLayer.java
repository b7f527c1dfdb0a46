package org.chainrule.engine.lab;

import java.util.List;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The weights that meet the input, those of each unit as an image: pixel by pixel where the input
 * is an image, the kernel of a convolution, the weighted sum over the plane where it has two
 * numbers, a strip otherwise.
 */
final class FirstLayer {
  private static final int MOST_UNITS = 64;

  /** Cells along each side of a plane. */
  private static final int PLANE = 12;

  private final Program.Parameter parameter;
  private final boolean unitsFirst;
  private final int units;
  private final int inputs;
  private final boolean plane;
  private final int rows;
  private final int columns;

  private FirstLayer(Program.Parameter parameter, boolean unitsFirst, Shape input) {
    this.parameter = parameter;
    this.unitsFirst = unitsFirst;
    Shape shape = parameter.shape();
    units = shape.dim(unitsFirst ? 0 : 1);
    inputs = shape.size() / units;
    plane = shape.rank() == 2 && inputs == 2;
    int side = (int) Math.sqrt(inputs);
    if (plane) {
      columns = PLANE;
    } else if (shape.rank() == 4) {
      columns = shape.dim(3);
    } else if (input.rank() > 1) {
      columns = input.dim(input.rank() - 1);
    } else {
      columns = side >= 3 && side * side == inputs ? side : inputs;
    }
    rows = plane ? PLANE : inputs / columns;
  }

  /** That of a run, or null where no matrix and no kernel meets the input. */
  static @Nullable FirstLayer of(Run run) {
    List<Plan.Step> steps = run.plan().steps();
    @Nullable Shape[] carried = new @Nullable Shape[steps.size()];
    for (int i = 0; i < carried.length; i++) {
      Plan.Step step = steps.get(i);
      if (step.op().info().role() == Role.INPUT) {
        carried[i] = step.shape();
      } else if (step.inputs().size() == 1) {
        // Another shape is still the input.
        int only = step.inputs().get(0);
        boolean same = steps.get(only).shape().size() == step.shape().size();
        carried[i] = same && reshapes(step) ? carried[only] : null;
      } else {
        FirstLayer found = meeting(run, step, carried);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean reshapes(Plan.Step step) {
    return step.op().info().category() == Category.TENSOR;
  }

  private static @Nullable FirstLayer meeting(Run run, Plan.Step step, @Nullable Shape[] carried) {
    List<Plan.Step> steps = run.plan().steps();
    for (int port = 0; port < step.inputs().size(); port++) {
      Plan.Step weights = steps.get(step.inputs().get(port));
      for (int other = 0; other < step.inputs().size(); other++) {
        Shape input = carried[step.inputs().get(other)];
        int rank = weights.shape().rank();
        if (other == port || input == null || weights.op().info().role() != Role.PARAMETER) {
          continue;
        }
        boolean unitsFirst = rank == 4 || port < other;
        boolean matrix = rank == 2 && weights.shape().dim(unitsFirst ? 1 : 0) == input.size();
        if (matrix || rank == 4) {
          for (Program.Parameter parameter : run.program().parameters()) {
            if (parameter.name().equals(weights.node().label())) {
              return new FirstLayer(parameter, unitsFirst, input);
            }
          }
        }
      }
    }
    return null;
  }

  private int shown() {
    return Math.min(MOST_UNITS, units);
  }

  /** What there is to draw, as JSON. */
  String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("name").value(parameter.name()).key("units").value(units);
    out.key("shown").value(shown()).key("rows").value(rows).key("columns").value(columns);
    return out.key("plane").value(plane).endObject().toString();
  }

  /** The images, each row-major from the upper left on, one after the other. */
  float[] numbers(float[] arena) {
    int at = parameter.buffer().offset();
    float[] out = new float[shown() * rows * columns];
    int to = 0;
    for (int unit = 0; unit < shown(); unit++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          out[to++] =
              plane
                  ? over(arena, at, unit, row, column)
                  : arena[at + place(unit, row * columns + column)];
        }
      }
    }
    return out;
  }

  /** The weighted sum at a place of the plane from -1 to 1. */
  private float over(float[] arena, int at, int unit, int row, int column) {
    float right = 2 * (column + 0.5f) / PLANE - 1;
    float up = 1 - 2 * (row + 0.5f) / PLANE;
    return arena[at + place(unit, 0)] * right + arena[at + place(unit, 1)] * up;
  }

  private int place(int unit, int input) {
    return unitsFirst ? unit * inputs + input : input * units + unit;
  }
}
