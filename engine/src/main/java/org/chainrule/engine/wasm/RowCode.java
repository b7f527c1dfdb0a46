package org.chainrule.engine.wasm;

import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Instruction;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropy;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropyGradient;
import org.chainrule.engine.device.Instruction.Sum;
import org.chainrule.engine.device.Instruction.SumGradient;

/** What combines the entries of a row: the sum of all, and softmax cross-entropy. */
final class RowCode {
  private final Elementary elementary;

  RowCode(Elementary elementary) {
    this.elementary = elementary;
  }

  /** Writes an instruction; false where there is no code for it. */
  boolean write(Code c, Instruction instruction) {
    if (instruction instanceof Sum sum && total(sum)) {
      sum(c, sum);
    } else if (instruction instanceof SumGradient gradient && total(gradient.forward())) {
      sumGradient(c, gradient);
    } else if (instruction instanceof SoftmaxCrossEntropy loss) {
      crossEntropy(c, loss);
    } else if (instruction instanceof SoftmaxCrossEntropyGradient gradient) {
      crossEntropyGradient(c, gradient);
    } else {
      return false;
    }
    return true;
  }

  private static boolean total(Sum sum) {
    return sum.outer() == 1 && sum.inner() == 1;
  }

  /** Row by row, the addresses of some buffers moving on by their strides. */
  private static void rows(Code c, Buffer domain, int[] pointers, Buffer[] buffers, Runnable row) {
    int counter = c.local(Code.I32);
    int rows = c.local(Code.I32);
    c.get(WasmCompiler.EXAMPLES).set(rows);
    if (!domain.batched()) {
      c.i32(1).set(rows);
    }
    for (int i = 0; i < pointers.length; i++) {
      c.i32(4 * buffers[i].offset()).set(pointers[i]);
    }
    c.i32(0).set(counter);
    c.loop(
        counter,
        rows,
        1,
        () -> {
          row.run();
          for (int i = 0; i < pointers.length; i++) {
            c.add(pointers[i], 4 * buffers[i].stride());
          }
        });
  }

  /** The entries of a row, four by four and then one by one; the address moves on. */
  private static void entries(Code c, int length, int at, Runnable four, Runnable one) {
    int end = c.local(Code.I32);
    c.get(at).i32(4 * length).op(0x6a).set(end);
    c.loop(at, end, 16, four);
    if (length % 4 != 0) {
      c.loop(at, end, 4, one);
    }
  }

  private static void sum(Code c, Sum s) {
    int x = c.local(Code.I32);
    int out = c.local(Code.I32);
    int at = c.local(Code.I32);
    int sum = c.local(Code.V128);
    rows(
        c,
        s.out(),
        new int[] {x, out},
        new Buffer[] {s.x(), s.out()},
        () -> {
          c.splat(0).set(sum).get(x).set(at);
          entries(
              c,
              s.length(),
              at,
              () -> c.get(sum).get(at).memory(Simd.LOAD, 0).simd(Simd.ADD).set(sum),
              () -> c.get(sum).get(at).memory(Simd.LOAD_FIRST, 0).simd(Simd.ADD).set(sum));
          c.get(out);
          WasmCompiler.sum(c, sum);
          c.f32(s.factor()).op(0x94).storeFloat(0);
        });
  }

  private static void sumGradient(Code c, SumGradient g) {
    int up = c.local(Code.I32);
    int to = c.local(Code.I32);
    int at = c.local(Code.I32);
    int part = c.local(Code.V128);
    rows(
        c,
        g.forward().out(),
        new int[] {up, to},
        new Buffer[] {g.upstream(), g.gradient()},
        () -> {
          c.get(up).memory(Simd.LOAD_SPLAT, 0).splat(g.forward().factor()).simd(Simd.MUL).set(part);
          c.get(to).set(at);
          entries(
              c,
              g.forward().length(),
              at,
              () -> {
                c.get(at).get(at).memory(Simd.LOAD, 0).get(part).simd(Simd.ADD);
                c.memory(Simd.STORE, 0);
              },
              () -> {
                c.get(at).get(at).memory(Simd.LOAD_FIRST, 0).get(part).simd(Simd.ADD);
                c.storeLane(0);
              });
        });
  }

  /** Pushes the label as an unsigned number, far out of any range where it is not one. */
  private static void label(Code c, int address) {
    c.get(address).loadFloat(0).op(0xfc).op(0);
  }

  private void crossEntropy(Code c, SoftmaxCrossEntropy l) {
    int x = c.local(Code.I32);
    int label = c.local(Code.I32);
    int out = c.local(Code.I32);
    int at = c.local(Code.I32);
    int most = c.local(Code.V128);
    int sum = c.local(Code.V128);
    int number = c.local(Code.I32);
    int length = l.logits().size();
    rows(
        c,
        l.out(),
        new int[] {x, label, out},
        new Buffer[] {l.logits(), l.label(), l.out()},
        () -> {
          c.get(x).set(at).get(x).memory(Simd.LOAD_SPLAT, 0).set(most);
          entries(
              c,
              length,
              at,
              () -> c.get(most).get(at).memory(Simd.LOAD, 0).simd(Simd.MAX).set(most),
              () -> c.get(most).get(at).memory(Simd.LOAD_SPLAT, 0).simd(Simd.MAX).set(most));
          c.get(most).get(most).get(most).shuffle(2, 3, 0, 1).simd(Simd.MAX).set(most);
          c.get(most).get(most).get(most).shuffle(1, 0, 3, 2).simd(Simd.MAX).set(most);
          c.splat(0).set(sum).get(x).set(at);
          entries(
              c,
              length,
              at,
              () -> {
                c.get(sum).get(at).memory(Simd.LOAD, 0).get(most).simd(Simd.SUB);
                c.call(elementary.exp).simd(Simd.ADD).set(sum);
              },
              () -> {
                c.get(sum).get(at).memory(Simd.LOAD_FIRST, 0).get(most).simd(Simd.SUB);
                c.call(elementary.exp).words(-1, 0, 0, 0).simd(Simd.AND);
                c.simd(Simd.ADD).set(sum);
              });
          label(c, label);
          c.tee(number).i32(length).op(0x48).get(number).i32(0).op(0x4e).op(0x71);
          c.either(
              () -> {
                c.get(out);
                WasmCompiler.sum(c, sum);
                c.simd(Simd.SPLAT).call(elementary.log).get(most).simd(Simd.ADD);
                c.lane(Simd.EXTRACT, 0);
                c.get(x).get(number).i32(2).op(0x74).op(0x6a).loadFloat(0).op(0x93).storeFloat(0);
              },
              () -> c.get(out).f32(Float.NaN).storeFloat(0));
        });
  }

  /** The total comes from the loss: it is that less the score of the label. */
  private void crossEntropyGradient(Code c, SoftmaxCrossEntropyGradient g) {
    SoftmaxCrossEntropy l = g.forward();
    int x = c.local(Code.I32);
    int label = c.local(Code.I32);
    int out = c.local(Code.I32);
    int up = c.local(Code.I32);
    int to = c.local(Code.I32);
    int at = c.local(Code.I32);
    int apart = c.local(Code.I32);
    int number = c.local(Code.I32);
    int total = c.local(Code.V128);
    int factor = c.local(Code.V128);
    rows(
        c,
        l.out(),
        new int[] {x, label, out, up, to},
        new Buffer[] {l.logits(), l.label(), l.out(), g.upstream(), g.gradient()},
        () -> {
          label(c, label);
          c.tee(number).i32(length(l)).op(0x48).get(number).i32(0).op(0x4e).op(0x71);
          c.either(
              () -> {
                c.get(out).loadFloat(0).get(x).get(number).i32(2).op(0x74).op(0x6a).loadFloat(0);
                c.op(0x92).simd(Simd.SPLAT).set(total);
                c.get(up).memory(Simd.LOAD_SPLAT, 0).set(factor);
                c.get(to).get(x).op(0x6b).set(apart).get(x).set(at);
                entries(
                    c,
                    length(l),
                    at,
                    () -> {
                      c.get(at).get(apart).op(0x6a);
                      c.get(at).memory(Simd.LOAD, 0).get(total).simd(Simd.SUB);
                      c.call(elementary.exp);
                      c.get(factor).simd(Simd.MUL).get(at).get(apart).op(0x6a).memory(Simd.LOAD, 0);
                      c.simd(Simd.ADD).memory(Simd.STORE, 0);
                    },
                    () -> {
                      c.get(at).get(apart).op(0x6a);
                      c.get(at).memory(Simd.LOAD_FIRST, 0).get(total).simd(Simd.SUB);
                      c.call(elementary.exp);
                      c.get(factor)
                          .simd(Simd.MUL)
                          .get(at)
                          .get(apart)
                          .op(0x6a)
                          .memory(Simd.LOAD_FIRST, 0);
                      c.simd(Simd.ADD).storeLane(0);
                    });
                c.get(to).get(number).i32(2).op(0x74).op(0x6a).tee(at).get(at).loadFloat(0);
                c.get(up).loadFloat(0).op(0x93).storeFloat(0);
              },
              () -> {});
        });
  }

  private static int length(SoftmaxCrossEntropy loss) {
    return loss.logits().size();
  }
}
