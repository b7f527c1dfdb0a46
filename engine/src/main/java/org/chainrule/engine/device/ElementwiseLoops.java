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
  private final VectorLoops vectors = new VectorLoops();

  void forward(Elementwise e, float[] x, int examples) {
    Buffer out = e.out();
    Argument first = e.a();
    Argument second = e.b() != null ? e.b() : first;
    boolean gathered = first.index() != null || second.index() != null;
    VectorLoops.Function fast = VectorLoops.named(e.function().id());
    int rows = out.rows(examples);
    int run = out.size();
    if (!gathered && alike(first.value(), out) && alike(second.value(), out)) {
      run *= rows;
      rows = 1;
    }
    for (int row = 0; row < rows; row++) {
      int a = first.value().offset() + row * first.value().stride();
      int b = second.value().offset() + row * second.value().stride();
      int y = out.offset() + row * out.size();
      if (gathered) {
        gathered(e.function(), x, a, first.index(), b, second.index(), y, run);
      } else if (fast != null) {
        vectors.forward(fast, x, a, b, y, run);
      } else {
        aligned(e.function(), x, a, b, y, run);
      }
    }
  }

  /** Whether the rows of two buffers lie alike, so that all of them are one run. */
  private static boolean alike(Buffer a, Buffer b) {
    return a.batched() == b.batched();
  }

  private static void aligned(ScalarFunction f, float[] x, int a, int b, int y, int n) {
    for (int i = 0; i < n; i++) {
      x[y + i] = (float) f.apply(x[a + i], x[b + i]);
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

  void backward(ElementwiseGradient g, float[] x, int examples) {
    Elementwise e = g.forward();
    Argument first = e.a();
    Argument second = e.b() != null ? e.b() : first;
    Buffer gradient = g.written();
    Buffer out = e.out();
    boolean gathered = first.index() != null || second.index() != null;
    VectorLoops.Function fast = VectorLoops.named(e.function().id());
    int rows = out.rows(examples);
    int run = out.size();
    boolean values = alike(first.value(), out) && alike(second.value(), out);
    if (!gathered && values && alike(gradient, out) && alike(g.upstream(), out)) {
      run *= rows;
      rows = 1;
    }
    for (int row = 0; row < rows; row++) {
      int a = first.value().offset() + row * first.value().stride();
      int b = second.value().offset() + row * second.value().stride();
      int y = out.offset() + row * out.size();
      int up = g.upstream().offset() + row * g.upstream().stride();
      int to = gradient.offset() + row * gradient.stride();
      if (gathered) {
        scattered(g, x, a, b, y, up, to);
      } else if (fast != null) {
        int other = g.port() == 0 && e.b() != null ? b : a;
        vectors.backward(fast, g.add(), x, other, up, to, run);
      } else {
        aligned(g, x, a, b, y, up, to, run);
      }
    }
  }

  private static void aligned(
      ElementwiseGradient g, float[] x, int a, int b, int y, int up, int to, int n) {
    ScalarFunction f = g.forward().function();
    for (int i = 0; i < n; i++) {
      float part = (float) (x[up + i] * f.partial(g.port(), x[a + i], x[b + i], x[y + i]));
      x[to + i] = g.add() ? x[to + i] + part : part;
    }
  }

  private static void scattered(
      ElementwiseGradient g, float[] x, int a, int b, int y, int up, int to) {
    Elementwise e = g.forward();
    int[] ai = e.a().index();
    int[] bi = e.b() != null ? e.b().index() : ai;
    int[] ti = g.target().index();
    for (int i = 0; i < e.out().size(); i++) {
      float left = x[a + (ai == null ? i : ai[i])];
      float right = x[b + (bi == null ? i : bi[i])];
      float part = (float) (x[up + i] * e.function().partial(g.port(), left, right, x[y + i]));
      int at = to + (ti == null ? i : ti[i]);
      x[at] = g.add() ? x[at] + part : part;
    }
  }
}
