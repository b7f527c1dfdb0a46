package org.chainrule.engine.wasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Instruction;
import org.chainrule.engine.device.Instruction.Argument;
import org.chainrule.engine.device.Instruction.Elementwise;
import org.chainrule.engine.device.Instruction.ElementwiseGradient;
import org.chainrule.engine.device.Program;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise instructions over the same entries as one loop, four entries at a time. What one
 * instruction computes the next takes from a register; a gradient that gathers over the loop, that
 * of a bias or of a shared number, stays in one until its end. A graph of single numbers becomes
 * one such loop over the examples of the batch.
 */
final class FusedLoop {

  /** The most instructions of one loop; more would only make the browser compile longer. */
  private static final int LIMIT = 400;

  /** How the entries of a buffer follow those of the loop. */
  private enum Walk {
    /** Entry by entry through all rows. */
    EVERY,
    /** Entry by entry, the same in each row. */
    SHARED,
    /** One number a row. */
    ROW,
    /** One number. */
    ONE
  }

  private final ScalarCode scalars;
  private final List<Program.Initial> constants;
  private final Buffer domain;
  private final boolean flat;
  private final List<Instruction> instructions = new ArrayList<>();

  private FusedLoop(
      ScalarCode scalars, List<Program.Initial> constants, Buffer domain, boolean flat) {
    this.scalars = scalars;
    this.constants = constants;
    this.domain = domain;
    this.flat = flat;
  }

  /** A loop that begins with an instruction, or null where there is no code for it. */
  static @Nullable FusedLoop begin(
      ScalarCode scalars, List<Program.Initial> constants, Instruction instruction) {
    Buffer domain = domain(instruction);
    if (domain == null || !known(instruction, constants)) {
      return null;
    }
    FusedLoop loop = new FusedLoop(scalars, constants, domain, flat(instruction, domain));
    loop.instructions.add(instruction);
    return loop;
  }

  /** Takes an instruction in; false where it belongs into another loop. */
  boolean take(Instruction instruction) {
    Buffer other = domain(instruction);
    boolean fits =
        other != null
            && instructions.size() < LIMIT
            && other.batched() == domain.batched()
            && other.size() == domain.size()
            && known(instruction, constants)
            && flat(instruction, other) == flat;
    return fits && instructions.add(instruction);
  }

  private static @Nullable Elementwise forward(Instruction instruction) {
    if (instruction instanceof ElementwiseGradient gradient) {
      return gradient.forward();
    }
    return instruction instanceof Elementwise elementwise ? elementwise : null;
  }

  private static @Nullable Buffer domain(Instruction instruction) {
    Elementwise e = forward(instruction);
    return e == null ? null : e.out();
  }

  private static boolean known(Instruction instruction, List<Program.Initial> constants) {
    Elementwise e = forward(instruction);
    return e != null
        && ScalarCode.known(e, constants) != null
        && walk(e.a(), e.a().value(), e.out()) != null
        && (e.b() == null || walk(e.b(), e.b().value(), e.out()) != null);
  }

  /** Whether all rows can be walked as one. */
  private static boolean flat(Instruction instruction, Buffer domain) {
    List<@Nullable Walk> walks = new ArrayList<>();
    Elementwise e = forward(instruction);
    if (e != null) {
      walks.add(walk(e.a(), e.a().value(), domain));
      walks.add(e.b() == null ? Walk.ONE : walk(e.b(), e.b().value(), domain));
    }
    if (instruction instanceof ElementwiseGradient gradient) {
      walks.add(walk(gradient.target(), gradient.written(), domain));
    }
    return walks.stream().allMatch(walk -> walk == Walk.EVERY || walk == Walk.ONE);
  }

  private static @Nullable Walk walk(Argument argument, Buffer buffer, Buffer domain) {
    if (argument.index() == null || domain.size() == 1 && buffer.size() == 1) {
      boolean shared = domain.batched() && !buffer.batched();
      return shared ? domain.size() == 1 ? Walk.ONE : Walk.SHARED : Walk.EVERY;
    }
    if (buffer.size() != 1) {
      return null;
    }
    return domain.batched() && buffer.batched() ? Walk.ROW : Walk.ONE;
  }

  /** Writes the loop. */
  void write(Code c) {
    new Writing(c).write();
  }

  /** A gradient that gathers over a run of the loop. */
  private record Gathered(Buffer gradient, Walk walk, int sum) {}

  /** The writing of one loop. */
  private final class Writing {
    private final Code c;
    private final int limit;
    private final int at;
    private final int inRow;
    private final int row;
    private final Map<Integer, Gathered> gathered = new HashMap<>();
    private final Map<Integer, Integer> registers = new HashMap<>();
    private final Map<Integer, Integer> held = new HashMap<>();
    private final List<Buffer> dirty = new ArrayList<>();
    private boolean single;

    Writing(Code code) {
      c = code;
      limit = c.local(Code.I32);
      at = c.local(Code.I32);
      inRow = c.local(Code.I32);
      row = c.local(Code.I32);
      for (Instruction instruction : instructions) {
        if (instruction instanceof ElementwiseGradient g) {
          Walk walk = walk(g.target(), g.written(), domain);
          if (walk == Walk.ROW || walk == Walk.ONE && !one()) {
            gathered.computeIfAbsent(
                g.written().offset(),
                offset -> new Gathered(g.written(), walk, c.local(Code.V128)));
          }
        }
      }
    }

    /** A loop over one entry: nothing to gather. */
    private boolean one() {
      return !domain.batched() && domain.size() == 1;
    }

    void write() {
      zero(Walk.ONE);
      c.i32(0).set(at);
      if (flat) {
        c.i32(4 * domain.size());
        if (domain.batched()) {
          c.get(WasmCompiler.EXAMPLES).op(0x6c);
        }
        c.set(limit);
        run(at, limit, domain.batched() ? 0 : domain.size());
      } else {
        rows();
      }
      finish(Walk.ONE);
    }

    /** Row by row, the place in the row beside the place in the whole. */
    private void rows() {
      int rows = c.local(Code.I32);
      c.get(WasmCompiler.EXAMPLES).set(rows);
      if (!domain.batched()) {
        c.i32(1).set(rows);
      }
      c.i32(4 * domain.size()).set(limit).i32(0).set(row);
      c.loop(
          row,
          rows,
          1,
          () -> {
            zero(Walk.ROW);
            c.i32(0).set(inRow);
            run(inRow, limit, domain.size());
            finish(Walk.ROW);
          });
    }

    /**
     * One run of entries.
     *
     * @param known how many there are, or 0 where that is known only later
     */
    private void run(int counter, int end, int known) {
      single = false;
      if (known == 0 || known >= 4) {
        c.loop(counter, end, 16, () -> iteration(counter, 16));
      }
      single = true;
      if (known == 0 || known % 4 != 0) {
        c.loop(counter, end, 4, () -> iteration(counter, 4));
      }
    }

    private void iteration(int counter, int bytes) {
      registers.clear();
      dirty.clear();
      instructions.forEach(this::instruction);
      dirty.forEach(
          buffer -> store(Walk.EVERY, buffer, registers.getOrDefault(buffer.offset(), 0)));
      if (counter == inRow) {
        c.add(at, bytes);
      }
    }

    private void instruction(Instruction instruction) {
      if (instruction instanceof Elementwise e) {
        int a = load(e.a());
        int b = e.b() == null ? a : load(e.b());
        scalars.value(c, function(e), e.function(), a, b);
        int y = register(e.out().offset());
        c.set(y);
        store(Walk.EVERY, e.out(), y);
      } else if (instruction instanceof ElementwiseGradient g) {
        gradient(g);
      }
    }

    private ScalarCode.Function function(Elementwise e) {
      ScalarCode.Function function = ScalarCode.known(e, constants);
      if (function == null) {
        throw new IllegalStateException("expected code for " + e.function().id());
      }
      return function;
    }

    private void gradient(ElementwiseGradient g) {
      Elementwise e = g.forward();
      boolean[] read = ScalarCode.read(function(e), g.port());
      int up = load(Walk.EVERY, g.upstream());
      int a = read[0] ? load(e.a()) : 0;
      int b = read[1] && e.b() != null ? load(e.b()) : 0;
      int y = read[2] ? load(Walk.EVERY, e.out()) : 0;
      Gathered whole = gathered.get(g.written().offset());
      Walk walk = walk(g.target(), g.written(), domain);
      if (whole != null) {
        scalars.slope(c, function(e), e.function(), g.port(), up, a, b, y);
        if (single) {
          c.words(-1, 0, 0, 0).simd(Simd.AND);
        }
        c.get(whole.sum()).simd(Simd.ADD).set(whole.sum());
      } else if (walk == Walk.SHARED) {
        address(Walk.SHARED);
        scalars.slope(c, function(e), e.function(), g.port(), up, a, b, y);
        address(Walk.SHARED);
        c.memory(single ? Simd.LOAD_FIRST : Simd.LOAD, 4 * g.written().offset());
        c.simd(Simd.ADD);
        put(g.written());
      } else {
        int before = g.add() ? load(Walk.EVERY, g.written()) : -1;
        scalars.slope(c, function(e), e.function(), g.port(), up, a, b, y);
        if (before >= 0) {
          c.get(before).simd(Simd.ADD);
        }
        c.set(register(g.written().offset()));
        if (!dirty.contains(g.written())) {
          dirty.add(g.written());
        }
      }
    }

    private int load(Argument argument) {
      Walk walk = walk(argument, argument.value(), domain);
      return load(walk == null ? Walk.EVERY : walk, argument.value());
    }

    /** The register that holds the entries of this iteration. */
    private int load(Walk walk, Buffer buffer) {
      Integer known = registers.get(buffer.offset());
      if (known != null) {
        return known;
      }
      address(walk);
      boolean splat = walk == Walk.ROW || walk == Walk.ONE;
      int vector = single ? Simd.LOAD_FIRST : Simd.LOAD;
      c.memory(splat ? Simd.LOAD_SPLAT : vector, 4 * buffer.offset());
      int register = register(buffer.offset());
      c.set(register);
      return register;
    }

    private int register(int offset) {
      int register = held.computeIfAbsent(offset, key -> c.local(Code.V128));
      registers.put(offset, register);
      return register;
    }

    private void address(Walk walk) {
      switch (walk) {
        case EVERY:
          c.get(at);
          break;
        case SHARED:
          c.get(inRow);
          break;
        case ROW:
          c.get(row).i32(2).op(0x74);
          break;
        default:
          c.i32(0);
      }
    }

    private void store(Walk walk, Buffer buffer, int register) {
      address(walk);
      c.get(register);
      put(buffer);
    }

    /** Stores the vector on the stack, or its first lane, at the address below it. */
    private void put(Buffer buffer) {
      if (single) {
        c.storeLane(4 * buffer.offset());
      } else {
        c.memory(Simd.STORE, 4 * buffer.offset());
      }
    }

    private void zero(Walk walk) {
      for (Gathered g : gathered.values()) {
        if (g.walk() == walk) {
          c.splat(0).set(g.sum());
        }
      }
    }

    /** Adds what was gathered to the gradient. */
    private void finish(Walk walk) {
      for (Gathered g : gathered.values()) {
        if (g.walk() == walk) {
          int offset = 4 * g.gradient().offset();
          address(walk);
          address(walk);
          c.loadFloat(offset);
          WasmCompiler.sum(c, g.sum());
          c.op(0x92).storeFloat(offset);
        }
      }
    }
  }
}
