package org.chainrule.engine.device;

import org.chainrule.engine.device.Instruction.Argument;
import org.chainrule.engine.device.Instruction.Elementwise;
import org.chainrule.engine.device.Instruction.ElementwiseGradient;
import org.chainrule.engine.op.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions over a batch: any function by its own rules, the few that dominate training
 * by loops of their own.
 */
final class ElementwiseLoops {
  private ElementwiseLoops() {}

  static void forward(Elementwise e, float[] x, int examples) {
    Buffer out = e.out();
    Argument second = e.b() != null ? e.b() : e.a();
    for (int row = 0; row < out.rows(examples); row++) {
      int a = e.a().value().offset() + row * e.a().value().stride();
      int b = second.value().offset() + row * second.value().stride();
      int y = out.offset() + row * out.size();
      if (e.a().index() != null || second.index() != null) {
        gathered(e.function(), x, a, e.a().index(), b, second.index(), y, out.size());
      } else {
        aligned(e.function(), x, a, b, y, out.size());
      }
    }
  }

  private static void aligned(ScalarFunction f, float[] x, int a, int b, int y, int n) {
    switch (f.id()) {
      case "add":
        for (int i = 0; i < n; i++) {
          x[y + i] = x[a + i] + x[b + i];
        }
        break;
      case "multiply":
        for (int i = 0; i < n; i++) {
          x[y + i] = x[a + i] * x[b + i];
        }
        break;
      case "relu":
        for (int i = 0; i < n; i++) {
          float value = x[a + i];
          x[y + i] = value <= 0 ? 0 : value;
        }
        break;
      default:
        for (int i = 0; i < n; i++) {
          x[y + i] = (float) f.apply(x[a + i], x[b + i]);
        }
    }
  }

  private static void gathered(
      ScalarFunction f,
      float[] x,
      int a,
      int @Nullable [] ai,
      int b,
      int @Nullable [] bi,
      int y,
      int n) {
    for (int i = 0; i < n; i++) {
      float left = x[a + (ai == null ? i : ai[i])];
      float right = x[b + (bi == null ? i : bi[i])];
      x[y + i] = (float) f.apply(left, right);
    }
  }

  static void backward(ElementwiseGradient g, float[] x, int examples) {
    Elementwise e = g.forward();
    Argument second = e.b() != null ? e.b() : e.a();
    Argument target = g.port() == 0 ? e.a() : second;
    Buffer gradient = target.gradient();
    if (gradient == null) {
      throw new IllegalStateException("expected a place for the gradient of port " + g.port());
    }
    Buffer out = e.out();
    for (int row = 0; row < out.rows(examples); row++) {
      int a = e.a().value().offset() + row * e.a().value().stride();
      int b = second.value().offset() + row * second.value().stride();
      int y = out.offset() + row * out.size();
      int up = g.upstream().offset() + row * g.upstream().stride();
      int to = gradient.offset() + row * gradient.stride();
      if (e.a().index() != null || second.index() != null) {
        scattered(e, g.port(), x, a, b, second, y, up, to, target.index());
      } else {
        aligned(e.function(), g.port(), x, a, b, y, up, to, out.size());
      }
    }
  }

  private static void aligned(
      ScalarFunction f, int port, float[] x, int a, int b, int y, int up, int to, int n) {
    switch (f.id()) {
      case "add":
        for (int i = 0; i < n; i++) {
          x[to + i] += x[up + i];
        }
        break;
      case "multiply":
        int other = port == 0 ? b : a;
        for (int i = 0; i < n; i++) {
          x[to + i] += x[up + i] * x[other + i];
        }
        break;
      case "relu":
        for (int i = 0; i < n; i++) {
          x[to + i] += x[a + i] > 0 ? x[up + i] : 0;
        }
        break;
      default:
        for (int i = 0; i < n; i++) {
          x[to + i] += (float) (x[up + i] * f.partial(port, x[a + i], x[b + i], x[y + i]));
        }
    }
  }

  private static void scattered(
      Elementwise e,
      int port,
      float[] x,
      int a,
      int b,
      Argument second,
      int y,
      int up,
      int to,
      int @Nullable [] ti) {
    int[] ai = e.a().index();
    int[] bi = second.index();
    for (int i = 0; i < e.out().size(); i++) {
      float left = x[a + (ai == null ? i : ai[i])];
      float right = x[b + (bi == null ? i : bi[i])];
      double partial = e.function().partial(port, left, right, x[y + i]);
      x[to + (ti == null ? i : ti[i])] += (float) (x[up + i] * partial);
    }
  }
}
