package org.chainrule.server.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Matrix products by OpenBLAS")
class OpenBlasGemmTest {

  private static final int MARGIN = 5;

  private final OpenBlasGemm gemm = new OpenBlasGemm(1);

  @Test
  @DisplayName(
      "agree with float64 loops over random shapes and all transposes, and write nothing else")
  void agreeWithFloat64Loops() {
    for (int seed = 0; seed < 400; seed++) {
      check(seed, 1 + seed % 24);
    }
    check(1000, 300);
  }

  private void check(int seed, int largest) {
    Random random = new Random(seed);
    int m = 1 + random.nextInt(largest);
    int n = 1 + random.nextInt(largest);
    int k = 1 + random.nextInt(largest);
    boolean transA = random.nextBoolean();
    boolean transB = random.nextBoolean();
    boolean add = random.nextBoolean();
    int a = random.nextInt(MARGIN);
    int c = a + m * k + random.nextInt(MARGIN);
    int b = c + m * n + random.nextInt(MARGIN);
    float[] arena = new float[b + k * n + MARGIN];
    for (int i = 0; i < arena.length; i++) {
      arena[i] = random.nextFloat() * 2 - 1;
    }
    float[] before = arena.clone();

    gemm.multiply(transA, transB, m, n, k, arena, a, b, c, add);

    String place = "seed " + seed + ", " + m + "x" + n + "x" + k;
    for (int i = 0; i < arena.length; i++) {
      if (i < c || i >= c + m * n) {
        assertEquals(before[i], arena[i], place + ": " + i + " lies outside of the product");
      }
    }
    for (int row = 0; row < m; row++) {
      for (int column = 0; column < n; column++) {
        double sum = add ? before[c + row * n + column] : 0;
        for (int i = 0; i < k; i++) {
          double x = before[a + (transA ? i * m + row : row * k + i)];
          double y = before[b + (transB ? column * k + i : i * n + column)];
          sum += x * y;
        }
        assertEquals(sum, arena[c + row * n + column], 2e-6 * (k + 4), place);
      }
    }
  }
}
