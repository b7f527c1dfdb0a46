package org.chainrule.engine.wasm;

/**
 * Exponential, logarithm, tanh and the logistic function of four floats at a time, after Cephes
 * (Moshier, expf.c, logf.c, tanhf.c). Within 4 units in the last place where the result is a normal
 * number; held to the reference by a test over their domains.
 */
final class Elementary {
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float[] EXP = {
    1.9875691500e-4f,
    1.3981999507e-3f,
    8.3334519073e-3f,
    4.1665795894e-2f,
    1.6666665459e-1f,
    5.0000001201e-1f
  };
  private static final float[] LOG = {
    7.0376836292e-2f,
    -1.1514610310e-1f,
    1.1676998740e-1f,
    -1.2420140846e-1f,
    1.4249322787e-1f,
    -1.6668057665e-1f,
    2.0000714765e-1f,
    -2.4999993993e-1f,
    3.3333331174e-1f
  };
  private static final float[] TANH = {
    -5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f
  };

  final int exp;
  final int log;
  final int tanh;
  final int sigmoid;

  Elementary(Module module, boolean relaxed) {
    exp = module.add(exp(new Code(relaxed, Code.V128, Code.V128)));
    log = module.add(log(new Code(relaxed, Code.V128, Code.V128)));
    sigmoid = module.add(sigmoid(new Code(relaxed, Code.V128, Code.V128)));
    tanh = module.add(tanh(new Code(relaxed, Code.V128, Code.V128)));
  }

  /** Horner's rule in the vector r; leaves the value on the stack. */
  private static void polynomial(Code code, int r, int spare, float... coefficients) {
    code.splat(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      code.get(r).splat(coefficients[i]).multiplyAdd(spare);
    }
  }

  /** exp x = 2^n exp r with n = round(x / ln 2); 2^n in two factors, so that neither overflows. */
  private static Code exp(Code c) {
    int x = 0;
    int n = c.local(Code.V128);
    int r = c.local(Code.V128);
    int spare = c.local(Code.V128);
    int half = c.local(Code.V128);
    c.get(x).splat(-104f).simd(Simd.MAX).splat(89f).simd(Simd.MIN).tee(x);
    c.splat(1.44269504088896341f).simd(Simd.MUL).simd(Simd.NEAREST).set(n);
    c.get(x).get(n).splat(LN2_HIGH).simd(Simd.MUL).simd(Simd.SUB);
    c.get(n).splat(LN2_LOW).simd(Simd.MUL).simd(Simd.SUB).set(r);
    polynomial(c, r, spare, EXP);
    c.get(r).get(r).simd(Simd.MUL).get(r).multiplyAdd(spare).splat(1).simd(Simd.ADD).set(r);
    c.get(n).simd(Simd.TRUNC).tee(n).i32(1).simd(Simd.SHIFT_RIGHT_SIGNED).set(half);
    power(c.get(r), half).simd(Simd.MUL);
    c.get(n).get(half).simd(Simd.SUB_INT).set(half);
    return power(c, half).simd(Simd.MUL);
  }

  /** 2 to the power of whole numbers, made of its bits. */
  private static Code power(Code c, int exponent) {
    return c.get(exponent).words(127).simd(Simd.ADD_INT).i32(23).simd(Simd.SHIFT_LEFT);
  }

  /** For normal positive numbers. */
  private static Code log(Code c) {
    int x = 0;
    int e = c.local(Code.V128);
    int m = c.local(Code.V128);
    int small = c.local(Code.V128);
    int spare = c.local(Code.V128);
    c.get(x).i32(23).simd(Simd.SHIFT_RIGHT).words(126).simd(Simd.SUB_INT).simd(Simd.CONVERT).set(e);
    c.get(x).words(0x007fffff).simd(Simd.AND).words(0x3f000000).simd(Simd.OR).tee(m);
    c.splat(0.707106781186547524f).simd(Simd.LT).set(small);
    c.get(e).get(small).splat(1).simd(Simd.AND).simd(Simd.SUB).set(e);
    c.get(m).get(m).get(small).simd(Simd.AND).simd(Simd.ADD).splat(1).simd(Simd.SUB).set(m);
    polynomial(c, m, spare, LOG);
    c.get(m).simd(Simd.MUL).get(m).simd(Simd.MUL).get(m).simd(Simd.MUL);
    c.get(e).splat(LN2_LOW).simd(Simd.MUL).simd(Simd.ADD);
    c.get(m).get(m).simd(Simd.MUL).splat(-0.5f).simd(Simd.MUL).simd(Simd.ADD);
    c.get(m).simd(Simd.ADD);
    return c.get(e).splat(LN2_HIGH).simd(Simd.MUL).simd(Simd.ADD);
  }

  private Code sigmoid(Code c) {
    c.splat(1);
    c.get(0).simd(Simd.NEG).call(exp).splat(1).simd(Simd.ADD);
    return c.simd(Simd.DIV);
  }

  /** A polynomial near 0, else 1 - 2 / (exp 2|x| + 1) with the sign of x. */
  private Code tanh(Code c) {
    int x = 0;
    int size = c.local(Code.V128);
    int square = c.local(Code.V128);
    int spare = c.local(Code.V128);
    c.get(x).simd(Simd.ABS).set(size);
    c.get(x).get(x).simd(Simd.MUL).set(square);
    polynomial(c, square, spare, TANH);
    c.get(square).simd(Simd.MUL).get(x).simd(Simd.MUL).get(x).simd(Simd.ADD);
    c.splat(1).splat(2);
    c.get(size).get(size).simd(Simd.ADD).call(exp).splat(1).simd(Simd.ADD);
    c.simd(Simd.DIV).simd(Simd.SUB);
    c.get(x).words(0x80000000).simd(Simd.AND).simd(Simd.OR);
    return c.get(size).splat(0.625f).simd(Simd.LT).simd(Simd.SELECT);
  }
}
