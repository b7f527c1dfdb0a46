package org.chainrule.engine.wasm;

import org.chainrule.engine.device.Instruction.Product;

/** Products of few entries, written out: packing them would cost more than multiplying. */
final class SmallProduct {
  private static final int UNROLLED = 64;
  private static final int REGISTERS = 24;

  private SmallProduct() {}

  /** Writes a product; false where it is no small one. */
  static boolean write(Code c, Product p) {
    if (p.perExample()) {
      return false;
    }
    boolean fixed = !p.n().batched() && !p.k().batched();
    if (!p.transA() && fixed && p.n().fixed() * p.k().fixed() <= UNROLLED) {
      rows(c, p);
      return true;
    }
    boolean square = !p.m().batched() && !p.n().batched();
    if (p.transA() && !p.transB() && square && p.m().fixed() * p.n().fixed() <= REGISTERS) {
      steps(c, p);
      return true;
    }
    return false;
  }

  /** One row of C after the other, everything in it written out. */
  private static void rows(Code c, Product p) {
    int n = p.n().fixed();
    int k = p.k().fixed();
    int a = c.local(Code.I32);
    int out = c.local(Code.I32);
    int end = c.local(Code.I32);
    int[] left = new int[k];
    for (int i = 0; i < k; i++) {
      left[i] = c.local(Code.F32);
    }
    extent(c, p.m().fixed(), p.m().batched());
    c.i32(4 * n).op(0x6c).set(end).i32(0).set(out).i32(0).set(a);
    c.loop(
        out,
        end,
        1,
        () -> {
          for (int i = 0; i < k; i++) {
            c.get(a).loadFloat(4 * (p.a().offset() + i)).set(left[i]);
          }
          for (int j = 0; j < n; j++) {
            c.get(out);
            for (int i = 0; i < k; i++) {
              int b = p.b().offset() + (p.transB() ? j * k + i : i * n + j);
              c.get(left[i]).i32(0).loadFloat(4 * b).op(0x94);
              if (i > 0) {
                c.op(0x92);
              }
            }
            int at = 4 * (p.c().offset() + j);
            if (p.add()) {
              c.get(out).loadFloat(at).op(0x92);
            }
            c.storeFloat(at);
          }
          c.add(a, 4 * k).add(out, 4 * n - 1);
        });
  }

  /** The whole of C in registers, one row of both factors after the other. */
  private static void steps(Code c, Product p) {
    int m = p.m().fixed();
    int n = p.n().fixed();
    int a = c.local(Code.I32);
    int b = c.local(Code.I32);
    int end = c.local(Code.I32);
    int[] sums = new int[m * n];
    int[] right = new int[n];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = c.local(Code.F32);
      c.f32(0).set(sums[i]);
    }
    for (int j = 0; j < n; j++) {
      right[j] = c.local(Code.F32);
    }
    int left = c.local(Code.F32);
    extent(c, p.k().fixed(), p.k().batched());
    c.i32(4 * m).op(0x6c).set(end).i32(0).set(a).i32(0).set(b);
    c.loop(
        a,
        end,
        1,
        () -> {
          for (int j = 0; j < n; j++) {
            c.get(b).loadFloat(4 * (p.b().offset() + j)).set(right[j]);
          }
          for (int i = 0; i < m; i++) {
            c.get(a).loadFloat(4 * (p.a().offset() + i)).set(left);
            for (int j = 0; j < n; j++) {
              int sum = sums[i * n + j];
              c.get(sum).get(left).get(right[j]).op(0x94).op(0x92).set(sum);
            }
          }
          c.add(a, 4 * m - 1).add(b, 4 * n);
        });
    for (int i = 0; i < sums.length; i++) {
      int at = 4 * (p.c().offset() + i);
      c.i32(0);
      if (p.add()) {
        c.i32(0).loadFloat(at).get(sums[i]).op(0x92);
      } else {
        c.get(sums[i]);
      }
      c.storeFloat(at);
    }
  }

  /** Pushes a number that may grow with the batch. */
  static void extent(Code c, int fixed, boolean batched) {
    c.i32(fixed);
    if (batched) {
      c.get(WasmCompiler.EXAMPLES).op(0x6c);
    }
  }
}
