package org.chainrule.engine.wasm;

/**
 * The general matrix product C = A B, or C += A B, after Goto and van de Geijn 2008: blocks of A
 * and panels of B are packed so that the innermost loop, four rows by eight columns held in
 * registers, reads memory forward. Strides let it read either factor transposed.
 */
final class MatrixProduct {
  private static final int ROWS = 4;
  private static final int COLUMNS = 8;
  private static final int DEPTH = 256;
  private static final int BLOCK = 128;
  private static final int PANEL_BYTES = DEPTH * COLUMNS * Float.BYTES;
  private static final int BLOCK_BYTES = DEPTH * BLOCK * Float.BYTES;
  private static final int UNROLLED = 4;

  /** Bytes that it needs for packing. */
  static final int SCRATCH = BLOCK_BYTES + PANEL_BYTES + ROWS * COLUMNS * Float.BYTES;

  private final boolean relaxed;
  private final int block;
  private final int panel;
  private final int corner;
  private final int pack;
  private final int tile;

  /** Its number in the module. Arguments: m, n, k, then as named in {@link #whole}. */
  final int function;

  MatrixProduct(Module module, boolean relaxed, int scratch) {
    this.relaxed = relaxed;
    block = scratch;
    panel = block + BLOCK_BYTES;
    corner = panel + PANEL_BYTES;
    pack = module.add(packing());
    tile = module.add(tile());
    function = module.add(whole());
  }

  private Code function(int parameters) {
    int[] types = new int[parameters];
    java.util.Arrays.fill(types, Code.I32);
    return new Code(relaxed, 0, types);
  }

  private static Code min(Code c, int local, int bound) {
    c.get(local).i32(bound).get(local).i32(bound).op(0x48).op(0x1b);
    return c;
  }

  /** a + b. */
  private static Code plus(Code c) {
    return c.op(0x6a);
  }

  private static Code times(Code c) {
    return c.op(0x6c);
  }

  private Code whole() {
    Code c = function(12);
    int m = 0;
    int n = 1;
    int k = 2;
    int a = 3;
    int aRow = 4;
    int aColumn = 5;
    int b = 6;
    int bRow = 7;
    int bColumn = 8;
    int out = 9;
    int outRow = 10;
    int add = 11;
    int k0 = c.local(Code.I32);
    int depth = c.local(Code.I32);
    int m0 = c.local(Code.I32);
    int rows = c.local(Code.I32);
    int i = c.local(Code.I32);
    int j = c.local(Code.I32);
    int packed = c.local(Code.I32);
    Runnable eachPanel =
        () -> {
          for (int half = 0; half < 2; half++) {
            c.get(b).get(k0).get(bRow);
            plus(times(c)).get(j).i32(4 * half);
            plus(c).get(bColumn);
            plus(times(c)).get(bColumn).get(bRow).get(n).get(j).op(0x6b).i32(4 * half).op(0x6b);
            c.get(depth).i32(panel + 16 * half).i32(COLUMNS * Float.BYTES).call(pack);
          }
          c.i32(block).set(packed).i32(0).set(i);
          upTo(
              c,
              i,
              rows,
              ROWS,
              () -> {
                c.get(depth).get(packed).i32(panel).get(out).get(m0).get(i);
                plus(c).get(outRow);
                plus(times(c)).get(j).i32(2).op(0x74);
                plus(c).get(outRow).get(rows).get(i).op(0x6b).get(n).get(j).op(0x6b);
                c.get(add).get(k0).op(0x72).call(tile);
                c.get(packed).get(depth).i32(4).op(0x74);
                plus(c).set(packed);
              });
        };
    Runnable eachBlock =
        () -> {
          c.get(m).get(m0).op(0x6b).set(rows);
          min(c, rows, BLOCK).set(rows);
          c.i32(block).set(packed).i32(0).set(i);
          upTo(
              c,
              i,
              rows,
              ROWS,
              () -> {
                c.get(a).get(m0).get(i);
                plus(c).get(aRow);
                plus(times(c)).get(k0).get(aColumn);
                plus(times(c)).get(aRow).get(aColumn).get(rows).get(i).op(0x6b);
                c.get(depth).get(packed).i32(ROWS * Float.BYTES).call(pack);
                c.get(packed).get(depth).i32(4).op(0x74);
                plus(c).set(packed);
              });
          c.i32(0).set(j);
          upTo(c, j, n, COLUMNS, eachPanel);
        };
    upTo(
        c,
        k0,
        k,
        DEPTH,
        () -> {
          c.get(k).get(k0).op(0x6b).set(depth);
          min(c, depth, DEPTH).set(depth);
          c.i32(0).set(m0);
          upTo(c, m0, m, BLOCK, eachBlock);
        });
    return c;
  }

  /** Runs while the counter is below the limit, by strides whose last may reach beyond. */
  private static void upTo(Code c, int counter, int limit, int stride, Runnable inside) {
    c.loop(
        counter,
        limit,
        1,
        () -> {
          inside.run();
          c.add(counter, stride - 1);
        });
  }

  /**
   * Packs four lanes: for each step the entries a lane's stride apart, zero beyond those that there
   * are. Arguments: source, stride of lanes, stride of steps, lanes, steps, target, stride there.
   */
  private Code packing() {
    Code c = function(7);
    int from = 0;
    int lane = 1;
    int stride = 2;
    int lanes = 3;
    int steps = 4;
    int to = 5;
    int apart = 6;
    int p = c.local(Code.I32);
    int v0 = c.local(Code.V128);
    int v1 = c.local(Code.V128);
    int v2 = c.local(Code.V128);
    int v3 = c.local(Code.V128);
    int[] v = {v0, v1, v2, v3};
    Runnable forward = () -> c.get(from).get(stride).op(0x6a).set(from);
    Runnable onward = () -> c.get(to).get(apart).op(0x6a).set(to);
    Runnable slow =
        () ->
            c.loop(
                p,
                steps,
                1,
                () -> {
                  for (int r = 0; r < ROWS; r++) {
                    int at = r;
                    c.get(to).get(lanes).i32(r).op(0x4a);
                    c.choose(
                        () -> c.get(from).get(lane).i32(at).op(0x6c).op(0x6a).loadFloat(0),
                        () -> c.f32(0));
                    c.storeFloat(4 * r);
                  }
                  forward.run();
                  onward.run();
                });
    Runnable copied =
        () ->
            c.loop(
                p,
                steps,
                1,
                () -> {
                  c.get(to).get(from).memory(Simd.LOAD, 0).memory(Simd.STORE, 0);
                  forward.run();
                  onward.run();
                });
    Runnable turned =
        () -> {
          c.loop(
              p,
              steps,
              4,
              () -> {
                for (int r = 0; r < ROWS; r++) {
                  c.get(from).get(lane).i32(r).op(0x6c).op(0x6a).memory(Simd.LOAD, 0).set(v[r]);
                }
                for (int half = 0; half < 2; half++) {
                  int low = 2 * half;
                  for (int pair = 0; pair < 2; pair++) {
                    c.get(to);
                    c.get(v0).get(v1).shuffle(low, low + 4, low + 1, low + 5);
                    c.get(v2).get(v3).shuffle(low, low + 4, low + 1, low + 5);
                    c.shuffle(2 * pair, 2 * pair + 1, 2 * pair + 4, 2 * pair + 5);
                    c.memory(Simd.STORE, 0);
                    onward.run();
                  }
                }
                c.add(from, 16);
              });
          slow.run();
        };
    c.get(lanes).i32(ROWS).op(0x4e);
    c.either(
        () ->
            c.get(lane)
                .i32(4)
                .op(0x46)
                .either(copied, () -> c.get(stride).i32(4).op(0x46).either(turned, slow)),
        slow);
    return c;
  }

  /**
   * Four rows by eight columns. Arguments: steps, packed rows, packed columns, C, stride of C,
   * rows, columns, whether to add.
   */
  private Code tile() {
    Code c = function(8);
    int steps = 0;
    int rows = 1;
    int columns = 2;
    int out = 3;
    int outRow = 4;
    int rowCount = 5;
    int columnCount = 6;
    int add = 7;
    int p = c.local(Code.I32);
    int spare = c.local(Code.V128);
    int left = c.local(Code.V128);
    int b0 = c.local(Code.V128);
    int b1 = c.local(Code.V128);
    int[] sums = new int[2 * ROWS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = c.local(Code.V128);
    }
    for (int unrolled : new int[] {UNROLLED, 1}) {
      c.loop(
          p,
          steps,
          unrolled,
          () -> {
            for (int u = 0; u < unrolled; u++) {
              c.get(columns).memory(Simd.LOAD, 32 * u).set(b0);
              c.get(columns).memory(Simd.LOAD, 32 * u + 16).set(b1);
              for (int r = 0; r < ROWS; r++) {
                c.get(rows).memory(Simd.LOAD_SPLAT, 16 * u + 4 * r).set(left);
                c.get(left).get(b0).get(sums[2 * r]).multiplyAdd(spare).set(sums[2 * r]);
                c.get(left).get(b1).get(sums[2 * r + 1]).multiplyAdd(spare).set(sums[2 * r + 1]);
              }
            }
            c.add(rows, 16 * unrolled).add(columns, 32 * unrolled);
          });
    }
    Runnable whole =
        () -> {
          c.get(add)
              .either(
                  () -> {
                    for (int r = 0; r < ROWS; r++) {
                      for (int half = 0; half < 2; half++) {
                        int sum = sums[2 * r + half];
                        c.get(out).get(outRow).i32(r).op(0x6c).op(0x6a);
                        c.memory(Simd.LOAD, 16 * half).get(sum).simd(Simd.ADD).set(sum);
                      }
                    }
                  },
                  () -> {});
          for (int r = 0; r < ROWS; r++) {
            for (int half = 0; half < 2; half++) {
              c.get(out).get(outRow).i32(r).op(0x6c).op(0x6a);
              c.get(sums[2 * r + half]).memory(Simd.STORE, 16 * half);
            }
          }
        };
    c.get(rowCount).i32(ROWS).op(0x4e).get(columnCount).i32(COLUMNS).op(0x4e).op(0x71);
    c.either(whole, () -> partly(c, sums));
    return c;
  }

  /** Stores what there is of a tile at the border, entry by entry. */
  private void partly(Code c, int[] sums) {
    int out = 3;
    int outRow = 4;
    int rowCount = 5;
    int columnCount = 6;
    int add = 7;
    int i = c.local(Code.I32);
    int j = c.local(Code.I32);
    int from = c.local(Code.I32);
    for (int s = 0; s < sums.length; s++) {
      c.i32(corner).get(sums[s]).memory(Simd.STORE, 16 * s);
    }
    min(c, rowCount, ROWS).set(rowCount);
    min(c, columnCount, COLUMNS).set(columnCount);
    c.loop(
        i,
        rowCount,
        1,
        () -> {
          c.i32(0).set(j);
          c.loop(
              j,
              columnCount,
              1,
              () -> {
                c.get(out).get(j).i32(2).op(0x74).op(0x6a).tee(from);
                c.get(i).i32(5).op(0x74).get(j).i32(2).op(0x74).op(0x6a).loadFloat(corner);
                c.get(add).choose(() -> c.get(from).loadFloat(0), () -> c.f32(0));
                c.op(0x92).storeFloat(0);
              });
          c.get(out).get(outRow).op(0x6a).set(out);
        });
  }
}
