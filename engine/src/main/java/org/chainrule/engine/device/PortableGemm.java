package org.chainrule.engine.device;

import java.util.Arrays;

/** The matrix product by plain loops, in the order that walks memory forward. */
public final class PortableGemm implements Gemm {

  @Override
  public void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float[] arena,
      int a,
      int b,
      int c,
      boolean add) {
    if (!add) {
      Arrays.fill(arena, c, c + m * n, 0);
    }
    if (transB) {
      dots(transA, m, n, k, arena, a, b, c);
    } else {
      rows(transA, m, n, k, arena, a, b, c);
    }
  }

  /** Rows of C as sums of rows of B. */
  private static void rows(boolean transA, int m, int n, int k, float[] x, int a, int b, int c) {
    for (int i = 0; i < m; i++) {
      int out = c + i * n;
      for (int p = 0; p < k; p++) {
        float factor = x[transA ? a + p * m + i : a + i * k + p];
        int row = b + p * n;
        for (int j = 0; j < n; j++) {
          x[out + j] += factor * x[row + j];
        }
      }
    }
  }

  /** Entries of C as dot products of rows of A and B, four partial sums at a time. */
  private static void dots(boolean transA, int m, int n, int k, float[] x, int a, int b, int c) {
    int step = transA ? m : 1;
    for (int i = 0; i < m; i++) {
      int left = transA ? a + i : a + i * k;
      for (int j = 0; j < n; j++) {
        int right = b + j * k;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int p = 0;
        for (; p + 3 < k; p += 4) {
          s0 += x[left + p * step] * x[right + p];
          s1 += x[left + (p + 1) * step] * x[right + p + 1];
          s2 += x[left + (p + 2) * step] * x[right + p + 2];
          s3 += x[left + (p + 3) * step] * x[right + p + 3];
        }
        for (; p < k; p++) {
          s0 += x[left + p * step] * x[right + p];
        }
        x[c + i * n + j] += (s0 + s1) + (s2 + s3);
      }
    }
  }
}
