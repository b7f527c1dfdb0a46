package org.chainrule.engine.wasm;

import java.util.List;
import org.chainrule.engine.device.Instruction.Elementwise;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * The scalar functions that are known as machine code: values and slopes of four pairs at a time.
 */
final class ScalarCode {

  /** The functions, by the ids of their ops. */
  enum Function {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE,
    RELU,
    SQUARE,
    SQUARED_ERROR,
    TANH,
    SIGMOID,
    EXP
  }

  private final Elementary elementary;

  ScalarCode(Elementary elementary) {
    this.elementary = elementary;
  }

  /** The function of an instruction, or null where there is no code for it. */
  static @Nullable Function known(Elementwise e, List<Program.Initial> constants) {
    switch (e.function().id()) {
      case "add":
        return Function.ADD;
      case "subtract":
        return Function.SUBTRACT;
      case "multiply":
        return Function.MULTIPLY;
      case "divide":
        return Function.DIVIDE;
      case "negate":
        return Function.NEGATE;
      case "relu":
        return Function.RELU;
      case "square":
        return Function.SQUARE;
      case "squared_error":
        return Function.SQUARED_ERROR;
      case "tanh":
        return Function.TANH;
      case "sigmoid":
        return Function.SIGMOID;
      case "exp":
        return Function.EXP;
      case "power":
        return isSquare(e, constants) ? Function.SQUARE : null;
      default:
        return null;
    }
  }

  /** A power whose exponent is the constant 2. */
  private static boolean isSquare(Elementwise e, List<Program.Initial> constants) {
    for (Program.Initial constant : constants) {
      if (e.b() != null && constant.buffer().equals(e.b().value())) {
        return e.b().gradient() == null
            && constant.value().size() == 1
            && constant.value().at(0) == 2;
      }
    }
    return false;
  }

  /** Pushes f(a, b). */
  void value(Code c, Function f, ScalarFunction rules, int a, int b) {
    c.get(a);
    switch (f) {
      case ADD:
        c.get(b).simd(Simd.ADD);
        break;
      case SUBTRACT:
        c.get(b).simd(Simd.SUB);
        break;
      case MULTIPLY:
        c.get(b).simd(Simd.MUL);
        break;
      case DIVIDE:
        c.get(b).simd(Simd.DIV);
        break;
      case NEGATE:
        c.simd(Simd.NEG);
        break;
      case RELU:
        c.splat(0).simd(Simd.MAX);
        break;
      case SQUARE:
        c.get(a).simd(Simd.MUL);
        break;
      case SQUARED_ERROR:
        c.get(b).simd(Simd.SUB).get(a).get(b).simd(Simd.SUB).simd(Simd.MUL);
        c.splat((float) rules.apply(1, 0)).simd(Simd.MUL);
        break;
      case TANH:
        c.call(elementary.tanh);
        break;
      case SIGMOID:
        c.call(elementary.sigmoid);
        break;
      default:
        c.call(elementary.exp);
    }
  }

  /** Pushes the upstream gradient times the partial derivative of one argument. */
  void slope(Code c, Function f, ScalarFunction rules, int port, int up, int a, int b, int y) {
    c.get(up);
    switch (f) {
      case ADD:
        break;
      case SUBTRACT:
        if (port == 1) {
          c.simd(Simd.NEG);
        }
        break;
      case MULTIPLY:
        c.get(port == 0 ? b : a).simd(Simd.MUL);
        break;
      case DIVIDE:
        c.get(b).simd(Simd.DIV);
        if (port == 1) {
          c.get(y).simd(Simd.MUL).simd(Simd.NEG);
        }
        break;
      case NEGATE:
        c.simd(Simd.NEG);
        break;
      case RELU:
        c.get(a).splat(0).simd(Simd.GT).simd(Simd.AND);
        break;
      case SQUARE:
        c.get(a).get(a).simd(Simd.ADD).simd(Simd.MUL);
        break;
      case SQUARED_ERROR:
        c.get(a).get(b).simd(Simd.SUB).simd(Simd.MUL);
        c.splat((float) rules.apply(1, 0) * (port == 0 ? 2 : -2)).simd(Simd.MUL);
        break;
      case TANH:
        c.splat(1).get(y).get(y).simd(Simd.MUL).simd(Simd.SUB).simd(Simd.MUL);
        break;
      case SIGMOID:
        c.splat(1).get(y).simd(Simd.SUB).simd(Simd.MUL).get(y).simd(Simd.MUL);
        break;
      default:
        c.get(y).simd(Simd.MUL);
    }
  }

  /** Whether the slope reads the first argument, the second or the value itself. */
  static boolean[] read(Function f, int port) {
    boolean both = f == Function.SQUARED_ERROR;
    boolean a = both || f == Function.RELU || f == Function.SQUARE;
    boolean b = both || f == Function.DIVIDE;
    boolean y = f == Function.TANH || f == Function.SIGMOID || f == Function.EXP;
    if (f == Function.MULTIPLY) {
      a = port == 1;
      b = port == 0;
    }
    return new boolean[] {a, b, y || f == Function.DIVIDE && port == 1};
  }
}
