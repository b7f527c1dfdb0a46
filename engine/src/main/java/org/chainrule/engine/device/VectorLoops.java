package org.chainrule.engine.device;

import org.jspecify.annotations.Nullable;

/**
 * The few functions that dominate training, in loops that the JVM's compiler turns into vector
 * instructions. It does so only where it can tell that what is written is not read again, and
 * within one array it cannot: so long runs go through arrays of their own, block by block in the
 * first level cache. Holds those arrays; one thread.
 */
final class VectorLoops {

  /** The functions with a loop of their own. */
  enum Function {
    ADD,
    MULTIPLY,
    RELU
  }

  private static final int BLOCK = 1024;

  /** Shorter runs are done in place, where copying would cost more than it saves. */
  private static final int SHORT = 32;

  private final float[] left = new float[BLOCK];
  private final float[] right = new float[BLOCK];
  private final float[] result = new float[BLOCK];

  /** The function of that id, or null where there is no loop for it. */
  static @Nullable Function named(String id) {
    switch (id) {
      case "add":
        return Function.ADD;
      case "multiply":
        return Function.MULTIPLY;
      case "relu":
        return Function.RELU;
      default:
        return null;
    }
  }

  /** Writes n numbers of f(a, b) from y on. */
  void forward(Function f, float[] x, int a, int b, int y, int n) {
    if (n < SHORT) {
      for (int i = 0; i < n; i++) {
        x[y + i] = apply(f, x[a + i], x[b + i]);
      }
      return;
    }
    for (int at = 0; at < n; at += BLOCK) {
      int count = Math.min(BLOCK, n - at);
      System.arraycopy(x, a + at, left, 0, count);
      if (f != Function.RELU) {
        System.arraycopy(x, b + at, right, 0, count);
      }
      apply(f, count);
      System.arraycopy(result, 0, x, y + at, count);
    }
  }

  private static float apply(Function f, float a, float b) {
    switch (f) {
      case ADD:
        return a + b;
      case MULTIPLY:
        return a * b;
      default:
        return a <= 0 ? 0 : a;
    }
  }

  private void apply(Function f, int n) {
    float[] a = left;
    float[] b = right;
    float[] y = result;
    switch (f) {
      case ADD:
        for (int i = 0; i < n; i++) {
          y[i] = a[i] + b[i];
        }
        break;
      case MULTIPLY:
        for (int i = 0; i < n; i++) {
          y[i] = a[i] * b[i];
        }
        break;
      default:
        for (int i = 0; i < n; i++) {
          y[i] = Math.max(a[i], 0);
        }
    }
  }

  /**
   * Sets n numbers of a gradient from {@code to} on, or adds to them.
   *
   * @param other where the argument lies that decides the slope: that of relu, or the other factor
   */
  void backward(Function f, boolean add, float[] x, int other, int up, int to, int n) {
    if (n < SHORT) {
      for (int i = 0; i < n; i++) {
        float part = slope(f, x[up + i], x[other + i]);
        x[to + i] = add ? x[to + i] + part : part;
      }
      return;
    }
    for (int at = 0; at < n; at += BLOCK) {
      int count = Math.min(BLOCK, n - at);
      System.arraycopy(x, up + at, left, 0, count);
      float[] part = left;
      if (f != Function.ADD) {
        System.arraycopy(x, other + at, right, 0, count);
        slope(f, count);
        part = result;
      }
      if (add) {
        System.arraycopy(x, to + at, right, 0, count);
        plus(part, count);
        part = right;
      }
      System.arraycopy(part, 0, x, to + at, count);
    }
  }

  private static float slope(Function f, float up, float other) {
    switch (f) {
      case ADD:
        return up;
      case MULTIPLY:
        return up * other;
      default:
        return other > 0 ? up : 0;
    }
  }

  private void slope(Function f, int n) {
    float[] up = left;
    float[] other = right;
    float[] y = result;
    if (f == Function.MULTIPLY) {
      for (int i = 0; i < n; i++) {
        y[i] = up[i] * other[i];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      // No loop with a branch becomes vectors. What is positive, however small, is blown up to 1.
      float positive = Math.max(other[i], 0) * Float.MAX_VALUE * Float.MAX_VALUE;
      y[i] = up[i] * Math.min(positive, 1);
    }
  }

  private void plus(float[] part, int n) {
    float[] sum = right;
    for (int i = 0; i < n; i++) {
      sum[i] += part[i];
    }
  }
}
