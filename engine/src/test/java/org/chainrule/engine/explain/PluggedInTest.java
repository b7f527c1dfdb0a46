package org.chainrule.engine.explain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Generator;
import org.junit.jupiter.api.Test;

/**
 * The TeX with numbers, read as a person reads it and worked out, gives the number that stands
 * behind it: so no bracket, sign or factor is missing.
 */
class PluggedInTest {
  private static final int GRAPHS = 500;

  /** Random expressions over scalars, some of them named, as a text. */
  private static String text(int seed) {
    Generator random = new Generator(seed, "text");
    StringBuilder out = new StringBuilder("a = param(0.5)\nb = param(-1.5)\nc = input(2)\n");
    String[] names = {"a", "b", "c"};
    int count = 3;
    String[] all = new String[12];
    System.arraycopy(names, 0, all, 0, 3);
    for (int i = 0; i < 5; i++) {
      String name = "v" + i;
      out.append(name)
          .append(" = ")
          .append(expression(random, all, count, 3))
          .append(" + 0.25")
          .append('\n');
      all[count++] = name;
    }
    return out.append("loss = (v4 - ")
        .append(expression(random, all, count, 2))
        .append(")^2\n")
        .toString();
  }

  private static String expression(Generator random, String[] names, int count, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(6) == 0 ? "2" : names[random.nextInt(count)];
    }
    String x = expression(random, names, count, depth - 1);
    String y = expression(random, names, count, depth - 1);
    return switch (random.nextInt(12)) {
      case 0, 1 -> "(" + x + " + " + y + ")";
      case 2, 3 -> "(" + x + " - " + y + ")";
      case 4, 5, 6 -> "(" + x + ") * (" + y + ")";
      case 7 -> "-(" + x + ")";
      case 8 -> "tanh(" + x + ")";
      case 9 -> "relu(" + x + ")";
      case 10 -> "(" + x + ") / (2 + sigmoid(" + y + "))";
      default -> "(" + x + ")^2";
    };
  }

  @Test
  void everyFormulaGivesItsValue() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Run run = Graphs.run(text(seed));
      for (int step = 0; step < run.plan().steps().size(); step++) {
        Explanation explanation = Explanation.of(run.evaluation(), run.gradients(), step);
        double value = run.evaluation().value(step).item();
        String where = "seed " + seed + "\n" + text(seed);
        worksOut(value, explanation.numbers(), where);
        for (int port = 0; port < explanation.ports().size(); port++) {
          var local = run.gradients().localDerivative(step, port);
          if (local != null) {
            worksOut(local.item(), explanation.ports().get(port).numbers(), where);
          }
        }
      }
    }
  }

  @Test
  void everyLineOfADerivationGivesItsGradient() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Run run = Graphs.run(text(seed));
      for (String name : List.of("a", "b", "c")) {
        Derivation derivation =
            Derivation.of(run.evaluation(), run.gradients(), run.step(name), run.plan().loss());
        for (Derivation.Line line : derivation.lines()) {
          worksOut(line.value().item(), line.numbers(), "seed " + seed + "\n" + derivation.latex());
        }
      }
    }
  }

  private static void worksOut(double value, String tex, String where) {
    for (String side : tex.split(" = ")) {
      if (side.chars().anyMatch(Character::isDigit) && !side.startsWith("v_")) {
        Reader reader = new Reader(TexToken.read(side));
        double actual = assertDoesNotThrow(reader::sum, side + "\n" + where);
        double size = Math.max(reader.largest, Math.abs(value));
        assertEquals(
            value, actual, 4e-3 * Math.max(1e-3, size), side + " in " + tex + "\n" + where);
      }
    }
  }

  /** Reads TeX as a person does: signs, then products side by side, then powers. */
  private static final class Reader {
    private final List<TexToken> tokens;
    private int at;
    private double largest;

    Reader(List<TexToken> tokens) {
      this.tokens = tokens;
    }

    private String next() {
      return at < tokens.size() ? tokens.get(at).text() : "";
    }

    private void expect(String token) {
      assertEquals(token, next());
      at++;
    }

    double sum() {
      double sum = next().equals("-") ? 0 : product();
      while (next().equals("+") || next().equals("-")) {
        double sign = next().equals("+") ? 1 : -1;
        at++;
        sum += sign * product();
      }
      return sum;
    }

    private double product() {
      double product = power();
      while (!next().isEmpty()
          && !List.of("+", "-", ")", "}", ",", "|", "\\right").contains(next())) {
        if (next().equals("\\cdot") || next().equals("\\,")) {
          at++;
        } else {
          product *= power();
        }
      }
      return product;
    }

    private double power() {
      double base = atom();
      largest = Math.max(largest, Math.abs(base));
      if (!next().equals("^")) {
        return base;
      }
      at++;
      double result = Math.pow(base, next().equals("{") ? group() : atom());
      largest = Math.max(largest, Math.abs(result));
      return result;
    }

    private double group() {
      expect("{");
      double value = sum();
      expect("}");
      return value;
    }

    private double bracket() {
      boolean tall = next().equals("\\left");
      at += tall ? 1 : 0;
      expect("(");
      double value = sum();
      while (next().equals(",")) {
        at++;
        value = Math.max(value, sum());
      }
      at += tall ? 1 : 0;
      expect(")");
      return value;
    }

    private double atom() {
      String token = next();
      if (token.equals("(") || token.equals("\\left")) {
        return bracket();
      }
      at++;
      switch (token) {
        case "\\frac":
          double above = group();
          return above / group();
        case "\\max":
          return bracket();
        case "\\sigma":
          return Elementary.sigmoid(bracket());
        case "e":
          return Math.E;
        case "\\tanh":
          boolean squared = next().equals("^");
          at += squared ? 2 : 0;
          double value = Math.tanh(power());
          return squared ? value * value : value;
        default:
          return Double.parseDouble(token);
      }
    }
  }
}
