package org.chainrule.engine.wasm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Instruction;
import org.chainrule.engine.device.Instruction.Product;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.wasm.WasmProgram.Segment;

/**
 * Writes the passes of a program. Each becomes one function, unless an instruction without code
 * stands in between. Memory holds the arena, then the moments of the optimizer, then scratch.
 */
final class WasmCompiler {

  /** The parameters of every pass. */
  static final int EXAMPLES = 0;

  private static final int SHARE = 1;

  private final Program program;
  private final boolean relaxed;
  private final Module module = new Module();
  private final Elementary elementary;
  private final ScalarCode scalars;
  private final RowCode rows;
  private final MatrixProduct products;
  private final int moments;
  private final int pages;
  private int segments;

  WasmCompiler(Program program, boolean relaxed) {
    this.program = program;
    this.relaxed = relaxed;
    moments = aligned(program.size());
    int scratch = aligned(moments + 2 * program.parameterCount());
    pages = Module.pages(4L * scratch + MatrixProduct.SCRATCH);
    elementary = new Elementary(module, relaxed);
    scalars = new ScalarCode(elementary);
    rows = new RowCode(elementary);
    products = new MatrixProduct(module, relaxed, 4 * scratch);
  }

  /** The next multiple of 4, so that vectors do not straddle more than they must. */
  private static int aligned(int floats) {
    return (floats + 3) / 4 * 4;
  }

  WasmProgram compile() {
    List<Segment> forward = pass(program.forward(), newPass());
    Code first = newPass();
    clear(first);
    seed(first);
    List<Segment> backward = pass(program.backward(), first);
    adam();
    return new WasmProgram(program, module.bytes(pages), pages, moments, forward, backward);
  }

  private Code newPass() {
    return new Code(relaxed, 0, Code.I32, Code.F32);
  }

  private List<Segment> pass(List<Instruction> instructions, Code first) {
    List<Segment> out = new ArrayList<>();
    Code code = first;
    FusedLoop loop = null;
    for (Instruction instruction : instructions) {
      if (loop != null && loop.take(instruction)) {
        continue;
      }
      if (loop != null) {
        loop.write(code);
      }
      loop = FusedLoop.begin(scalars, program.constants(), instruction);
      if (loop == null && !write(code, instruction)) {
        out.add(end(code));
        out.add(new Segment.Host(instruction));
        code = newPass();
      }
    }
    if (loop != null) {
      loop.write(code);
    }
    out.add(end(code));
    return out;
  }

  private Segment end(Code code) {
    String name = "pass" + segments++;
    module.export(name, code);
    return new Segment.Call(name);
  }

  private boolean write(Code c, Instruction instruction) {
    if (instruction instanceof Product product) {
      if (!SmallProduct.write(c, product)) {
        product(c, product);
      }
      return true;
    }
    return rows.write(c, instruction);
  }

  private void product(Code c, Product p) {
    if (!p.perExample()) {
      arguments(c, p, -1);
      c.call(products.function);
      return;
    }
    int row = c.local(Code.I32);
    c.i32(0).set(row);
    c.loop(
        row,
        EXAMPLES,
        1,
        () -> {
          arguments(c, p, row);
          c.call(products.function);
        });
  }

  private static void arguments(Code c, Product p, int row) {
    SmallProduct.extent(c, p.m().fixed(), p.m().batched());
    SmallProduct.extent(c, p.n().fixed(), p.n().batched());
    SmallProduct.extent(c, p.k().fixed(), p.k().batched());
    address(c, p.a(), row);
    strides(c, p.transA(), p.m().fixed(), p.m().batched(), p.k().fixed(), p.k().batched());
    address(c, p.b(), row);
    strides(c, p.transB(), p.k().fixed(), p.k().batched(), p.n().fixed(), p.n().batched());
    address(c, p.c(), row);
    SmallProduct.extent(c, 4 * p.n().fixed(), p.n().batched());
    c.i32(p.add() ? 1 : 0);
  }

  /** Pushes where a factor starts for an example, or where it starts as a whole. */
  private static void address(Code c, Buffer buffer, int row) {
    c.i32(4 * buffer.offset());
    if (row >= 0) {
      c.get(row).i32(4 * buffer.stride()).op(0x6c).op(0x6a);
    }
  }

  /** Pushes how far apart the rows and the columns of a factor lie. */
  private static void strides(
      Code c, boolean turned, int rows, boolean rowsGrow, int columns, boolean columnsGrow) {
    if (turned) {
      c.i32(4);
      SmallProduct.extent(c, 4 * rows, rowsGrow);
    } else {
      SmallProduct.extent(c, 4 * columns, columnsGrow);
      c.i32(4);
    }
  }

  /** Sets to zero what the backward pass adds to, neighbours in one go. */
  private void clear(Code c) {
    List<Buffer> cleared = new ArrayList<>(program.cleared());
    cleared.sort(Comparator.comparingInt(Buffer::offset));
    int from = 0;
    int to = 0;
    for (int i = 0; i <= cleared.size(); i++) {
      Buffer next = i < cleared.size() ? cleared.get(i) : null;
      if (next == null || next.offset() != to) {
        fill(c, from, to);
        from = next == null ? 0 : next.offset();
      }
      to = next == null ? 0 : next.offset() + next.rows(program.batchSize()) * next.size();
    }
  }

  private static void fill(Code c, int from, int to) {
    if (to - from > 16) {
      c.i32(4 * from).i32(0).i32(4 * (to - from)).fill();
      return;
    }
    int i = from;
    for (; i + 3 < to; i += 4) {
      c.i32(0).splat(0).memory(Simd.STORE, 4 * i);
    }
    for (; i < to; i++) {
      c.i32(0).f32(0).storeFloat(4 * i);
    }
  }

  private void seed(Code c) {
    Buffer seed = program.lossGradient();
    if (!seed.batched()) {
      c.i32(0).get(SHARE).storeFloat(4 * seed.offset());
      return;
    }
    int at = c.local(Code.I32);
    int end = c.local(Code.I32);
    c.get(EXAMPLES).i32(2).op(0x74).set(end);
    c.loop(at, end, 4, () -> c.get(at).get(SHARE).storeFloat(4 * seed.offset()));
  }

  /**
   * A step of Adam over all parameters. Arguments: beta1, 1 - beta1, beta2, 1 - beta2, the scale of
   * the root, the stride and epsilon.
   */
  private void adam() {
    Code c =
        new Code(relaxed, 0, Code.F32, Code.F32, Code.F32, Code.F32, Code.F32, Code.F32, Code.F32);
    int[] rules = new int[7];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = c.local(Code.V128);
      c.get(i).simd(Simd.SPLAT).set(rules[i]);
    }
    int at = c.local(Code.I32);
    int end = c.local(Code.I32);
    int g = c.local(Code.V128);
    int m = c.local(Code.V128);
    int v = c.local(Code.V128);
    int count = program.parameterCount();
    int first = 4 * moments;
    int second = 4 * (moments + count);
    c.i32(4 * count).set(end);
    for (int lanes : new int[] {4, 1}) {
      int load = lanes == 4 ? Simd.LOAD : Simd.LOAD_FIRST;
      c.loop(
          at,
          end,
          4 * lanes,
          () -> {
            c.get(at).memory(load, 4 * program.gradientsAt()).set(g);
            c.get(at).memory(load, first).get(rules[0]).simd(Simd.MUL);
            c.get(g).get(rules[1]).simd(Simd.MUL).simd(Simd.ADD).set(m);
            flush(c, m);
            c.get(at).memory(load, second).get(rules[2]).simd(Simd.MUL);
            c.get(g).get(g).simd(Simd.MUL).get(rules[3]).simd(Simd.MUL).simd(Simd.ADD).set(v);
            flush(c, v);
            store(c, at, m, lanes, first);
            store(c, at, v, lanes, second);
            c.get(at).memory(load, 4 * program.parametersAt());
            c.get(m).get(rules[5]).simd(Simd.MUL);
            c.get(v).simd(Simd.SQRT).get(rules[4]).simd(Simd.MUL).get(rules[6]).simd(Simd.ADD);
            c.simd(Simd.DIV).simd(Simd.SUB).set(g);
            store(c, at, g, lanes, 4 * program.parametersAt());
          });
    }
    module.export(WasmProgram.ADAM, c);
  }

  private static void store(Code c, int at, int vector, int lanes, int offset) {
    c.get(at).get(vector);
    if (lanes == 4) {
      c.memory(Simd.STORE, offset);
    } else {
      c.storeLane(offset);
    }
  }

  /** Numbers on the way to denormal become zero: they would slow every later step. */
  private static void flush(Code c, int vector) {
    c.get(vector).get(vector).simd(Simd.ABS).splat(1e-30f).simd(Simd.GT).simd(Simd.AND);
    c.set(vector);
  }

  /** Pushes the sum of four lanes as a float. */
  static void sum(Code c, int vector) {
    c.get(vector).get(vector).get(vector).shuffle(2, 3, 0, 1).simd(Simd.ADD).set(vector);
    c.get(vector).get(vector).get(vector).shuffle(1, 0, 3, 2).simd(Simd.ADD).lane(Simd.EXTRACT, 0);
  }
}
