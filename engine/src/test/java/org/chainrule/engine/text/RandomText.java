package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.tensor.Generator;

/** Texts that hold groups, composites and formulas of every kind, drawn at random. */
final class RandomText {
  private final Generator random;
  private final StringBuilder out = new StringBuilder();
  private final List<String> vectors = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private int count;

  RandomText(Generator random) {
    this.random = random;
  }

  String write() {
    out.append("def swish(a, b) = a * sigmoid(b)\n");
    out.append("def cube(a) = a^3 - swish(a, 2 * a) / 2\n");
    out.append("x = input([1, -2, 0.5])\ns = input(2)\n");
    vectors.add("x");
    numbers.add("s");
    lines("", 2 + random.nextInt(8), 0);
    return out.toString();
  }

  private void lines(String indent, int lines, int depth) {
    for (int i = 0; i < lines; i++) {
      String name = "n" + ++count;
      switch (random.nextInt(depth < 3 ? 8 : 7)) {
        case 0 -> {
          out.append(indent).append(name).append(" = dense(").append(vector());
          out.append(", units=").append(1 + random.nextInt(3)).append(activation()).append(")\n");
          vectors.add(name);
          vectors.add(name + "_b");
        }
        case 1 -> {
          out.append(indent).append(name).append(" = mlp(").append(vector());
          out.append(", units=[2, ").append(1 + random.nextInt(3)).append("])\n");
          vectors.add(name);
          vectors.add(name + "_layer1");
        }
        case 2 -> {
          out.append(indent).append(name).append(" = neuron(").append(number());
          out.append(", ").append(number()).append(activation()).append(")\n");
          numbers.add(name);
          numbers.add(name + "_w2");
        }
        case 3 -> {
          out.append(indent).append(name).append(" = ").append(expression(3)).append('\n');
          numbers.add(name);
        }
        case 4 -> {
          out.append(indent).append(name).append(" = sum(").append(vector()).append(")\n");
          numbers.add(name);
        }
        case 5 -> {
          out.append(indent).append(name).append(" = cube(swish(").append(vector());
          out.append(", ").append(expression(1)).append("))\n");
          vectors.add(name);
        }
        case 6 -> {
          out.append(indent).append(name).append(" = sum(dense(").append(vector());
          out.append(", units=2)) * ").append(expression(1)).append("\n");
          numbers.add(name);
        }
        default -> {
          out.append(indent).append("group g").append(count).append(":\n");
          lines(indent + "  ", 1 + random.nextInt(3), depth + 1);
        }
      }
    }
  }

  private String activation() {
    return random.nextInt(2) == 0 ? "" : ", activation=\"tanh\", seed=" + random.nextInt(9);
  }

  private String vector() {
    return vectors.get(random.nextInt(vectors.size()));
  }

  private String number() {
    return numbers.get(random.nextInt(numbers.size()));
  }

  private String expression(int depth) {
    return switch (random.nextInt(depth == 0 ? 1 : 6)) {
      case 0 -> number() + " + 1";
      case 1 -> "(" + expression(depth - 1) + ") * " + number();
      case 2 -> "-(" + expression(depth - 1) + ")^2";
      case 3 -> "swish(" + expression(depth - 1) + ", " + number() + ")";
      case 4 -> "cube(" + expression(depth - 1) + ")";
      default -> "relu(" + expression(depth - 1) + ") - " + expression(depth - 1);
    };
  }
}
