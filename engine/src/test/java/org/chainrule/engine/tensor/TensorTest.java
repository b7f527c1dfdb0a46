package org.chainrule.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void shapesStretchByNumPysRule() {
    assertEquals(Shape.of(2, 3), Shape.broadcast(Shape.of(2, 1), Shape.of(3)));
    assertEquals(Shape.of(4), Shape.broadcast(Shape.SCALAR, Shape.of(4)));
    assertNull(Shape.broadcast(Shape.of(3), Shape.of(4)));
    assertNull(Shape.broadcast(Shape.of(2, 3), Shape.of(2)));
  }

  @Test
  void stretchingAndSummingAreTransposes() {
    Tensor column = Tensor.of(Shape.of(2, 1), 1, 2);
    assertArrayEquals(
        new double[] {1, 1, 1, 2, 2, 2}, column.broadcastTo(Shape.of(2, 3)).toArray());
    Tensor matrix = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertArrayEquals(new double[] {6, 15}, matrix.sumTo(Shape.of(2, 1)).toArray());
    assertArrayEquals(new double[] {5, 7, 9}, matrix.sumTo(Shape.of(3)).toArray());
    assertEquals(21, matrix.sumTo(Shape.SCALAR).item());
  }

  @Test
  void aShapeTooLargeToHoldStillHasACount() {
    assertEquals(Long.MAX_VALUE, Shape.of(2_000_000_000, 2_000_000_000, 2_000_000_000).count());
  }

  @Test
  void elementaryFunctionsKeepTheirDigitsNearZeroAndAtTheEnds() {
    for (double x : new double[] {1e-12, -1e-9, 1e-5, -0.01, 0.3, -2, 5, 40, -700}) {
      assertClose(Math.expm1(x), Elementary.expm1(x), "expm1 " + x);
      assertClose(Math.tanh(x), Elementary.tanh(x), "tanh " + x);
      assertClose(Math.log1p(Math.abs(x)), Elementary.log1p(Math.abs(x)), "log1p " + x);
      assertClose(1 / (1 + Math.exp(-x)), Elementary.sigmoid(x), "sigmoid " + x);
    }
    assertEquals(1, Elementary.tanh(1000));
    assertEquals(-1, Elementary.expm1(-1000));
    assertEquals(Double.POSITIVE_INFINITY, Elementary.expm1(1000));
    assertEquals(0, Elementary.sigmoid(-1000));
    assertEquals(1, Elementary.sigmoid(1000));
    assertTrue(Double.isNaN(Elementary.tanh(Double.NaN)));
  }

  @Test
  void expAndLogGiveTheBitsOfStrictMath() {
    Generator random = new Generator(5, 0);
    double[] corners = {
      0, -0.0, 1, -1, 0.5, 2, 1e-300, 4.9e-324, 1e-310, 709.7, -745.1, -744, 1e308, 1.0397, 0.3466
    };
    for (int i = 0; i < 200_000; i++) {
      double spread = i % 2 == 0 ? 1500 : 4;
      double x = i < corners.length ? corners[i] : (random.nextDouble() - 0.5) * spread;
      assertBits(StrictMath.exp(x), Elementary.exp(x), "exp " + x);
      double y = i < corners.length ? Math.abs(x) : StrictMath.exp(x / 2.1);
      assertBits(StrictMath.log(y), Elementary.log(y), "log " + y);
    }
    for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertBits(StrictMath.exp(x), Elementary.exp(x), "exp " + x);
      assertBits(StrictMath.log(x), Elementary.log(x), "log " + x);
    }
  }

  @Test
  void sinCosTanAndPowGiveTheBitsOfStrictMath() {
    Generator random = new Generator(6, 0);
    double[] corners = {
      0,
      -0.0,
      1,
      -1,
      0.5,
      Math.PI,
      Math.PI / 2,
      Math.PI / 4,
      3 * Math.PI / 4,
      -Math.PI / 2,
      1e-9,
      1e-300,
      710000,
      1e6,
      1e300,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int i = 0; i < 100_000 + corners.length; i++) {
      double spread = i % 3 == 0 ? 1.6e6 : i % 3 == 1 ? 20 : 2;
      double x = i < corners.length ? corners[i] : (random.nextDouble() - 0.5) * spread;
      assertBits(StrictMath.sin(x), Elementary.sin(x), "sin " + x);
      assertBits(StrictMath.cos(x), Elementary.cos(x), "cos " + x);
      assertBits(StrictMath.tan(x), Elementary.tan(x), "tan " + x);
    }
    double[] powers = {
      0,
      -0.0,
      1,
      -1,
      2,
      3,
      -2,
      0.5,
      -0.5,
      1e-300,
      1e300,
      -3.5,
      4.9e-324,
      1e10,
      -1e19,
      5e9,
      0.99999999,
      1.00000001,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double x : powers) {
      for (double y : powers) {
        assertBits(StrictMath.pow(x, y), Elementary.pow(x, y), x + " ^ " + y);
      }
    }
    for (int i = 0; i < 100_000; i++) {
      double x = StrictMath.exp((random.nextDouble() - 0.5) * (i % 2 == 0 ? 1400 : 3));
      double y = (random.nextDouble() - 0.5) * (i % 3 == 0 ? 4 : 200);
      double whole = Math.floor(y);
      assertBits(StrictMath.pow(x, y), Elementary.pow(x, y), x + " ^ " + y);
      assertBits(StrictMath.pow(-x, whole), Elementary.pow(-x, whole), -x + " ^ " + whole);
    }
  }

  private static void assertBits(double expected, double actual, String what) {
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual), what);
  }

  private static void assertClose(double expected, double actual, String what) {
    assertEquals(expected, actual, 8 * Math.ulp(expected), what);
  }

  @Test
  void theGeneratorIsUniformEnoughAndTheSameEverywhere() {
    Generator random = new Generator(1, 2);
    assertEquals(GOLDEN_FIRST, random.nextInt());
    double sum = 0;
    double squares = 0;
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      double g = random.nextGaussian();
      sum += g;
      squares += g * g;
      counts[random.nextInt(7)]++;
    }
    assertEquals(0, sum / 70_000, 0.02);
    assertEquals(1, squares / 70_000, 0.03);
    for (int count : counts) {
      assertEquals(10_000, count, 400);
    }
  }

  private static final int GOLDEN_FIRST = 1_238_350_597;
}
