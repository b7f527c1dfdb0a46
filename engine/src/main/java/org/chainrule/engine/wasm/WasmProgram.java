package org.chainrule.engine.wasm;

import java.util.List;
import org.chainrule.engine.device.Instruction;
import org.chainrule.engine.device.Program;

/**
 * A program as a WebAssembly module. It imports {@code env.memory}, of which the arena is the
 * beginning.
 *
 * @param bytes the module
 * @param pages pages of memory that it needs, of 64 KiB each, from first to last
 * @param moments where the two moments of each parameter may lie, in floats: the first of all
 *     parameters, then the second
 * @param forward the forward pass
 * @param backward the backward pass
 */
public record WasmProgram(
    Program program,
    byte[] bytes,
    int pages,
    int moments,
    List<Segment> forward,
    List<Segment> backward) {

  /** The export that takes a step of Adam; see {@link WasmCompiler}. */
  public static final String ADAM = "adam";

  /** A stretch of a pass. */
  public sealed interface Segment {

    /** Code of the module: an export that takes the number of examples and the share of each. */
    record Call(String export) implements Segment {}

    /** An instruction without code, for the host to run over the same memory. */
    record Host(Instruction instruction) implements Segment {}
  }

  public WasmProgram {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }

  /**
   * Compiles a program.
   *
   * @param relaxed whether the browser has the instructions of relaxed SIMD
   */
  public static WasmProgram compile(Program program, boolean relaxed) {
    return new WasmCompiler(program, relaxed).compile();
  }
}
