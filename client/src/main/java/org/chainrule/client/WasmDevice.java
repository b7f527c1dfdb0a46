package org.chainrule.client;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Instruction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.PortableGemm;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.wasm.WasmProgram;
import org.chainrule.engine.wasm.WasmProgram.Segment;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Runs a program as WebAssembly. The arena lies in the module's memory, so that nothing is copied;
 * what has no code there runs in plain Java over the same memory.
 */
final class WasmDevice implements Device {
  private final Program program;
  private final float[] arena;
  private final float[][] moments;
  private final PortableDevice host;
  private final List<Stretch> forward;
  private final List<Stretch> backward;
  private final JSObject exports;

  private WasmDevice(WasmProgram compiled, JSObject memory, JSObject exports) {
    program = compiled.program();
    this.exports = exports;
    arena = floats(memory, 0, program.size()).toJavaArray();
    int count = program.parameterCount();
    moments =
        new float[][] {
          floats(memory, compiled.moments(), count).toJavaArray(),
          floats(memory, compiled.moments() + count, count).toJavaArray()
        };
    host = new PortableDevice(program, new PortableGemm(), arena);
    forward = stretches(compiled.forward());
    backward = stretches(compiled.backward());
  }

  /** The fastest device of this browser: with relaxed SIMD, with SIMD, or in plain Java. */
  static Device of(Program program) {
    return of(program, relaxed() ? "relaxed" : simd() ? "simd" : "portable");
  }

  /** A device by its name; in plain Java also where the page may not compile WebAssembly. */
  static Device of(Program program, String name) {
    if (name.equals("portable")) {
      return new PortableDevice(program);
    }
    WasmProgram compiled = WasmProgram.compile(program, name.equals("relaxed"));
    JSObject memory = memory(compiled.pages());
    JSObject exports = instantiate(Int8Array.fromJavaArray(compiled.bytes()), memory);
    return exports == null
        ? new PortableDevice(program)
        : new WasmDevice(compiled, memory, exports);
  }

  /** A part of a pass: code of the module, or an instruction for the host. */
  private record Stretch(@Nullable Pass code, @Nullable Instruction instruction) {}

  @JSFunctor
  private interface Pass extends JSObject {
    void run(int examples, float share);
  }

  private List<Stretch> stretches(List<Segment> segments) {
    List<Stretch> out = new ArrayList<>();
    for (Segment segment : segments) {
      out.add(
          segment instanceof Segment.Call call
              ? new Stretch(pass(exports, call.export()), null)
              : new Stretch(null, ((Segment.Host) segment).instruction()));
    }
    return out;
  }

  @JSBody(
      params = "pages",
      script = "return new WebAssembly.Memory({ initial: pages, maximum: pages });")
  private static native JSObject memory(int pages);

  @JSBody(
      params = {"bytes", "memory"},
      script =
          "try { return new WebAssembly.Instance(new WebAssembly.Module(bytes),"
              + " { env: { memory: memory } }).exports; } catch (refused) { return null; }")
  private static native @Nullable JSObject instantiate(Int8Array bytes, JSObject memory);

  @JSBody(
      params = {"memory", "from", "count"},
      script = "return new Float32Array(memory.buffer, 4 * from, count);")
  private static native Float32Array floats(JSObject memory, int from, int count);

  @JSBody(
      params = {"exports", "name"},
      script = "return exports[name];")
  private static native Pass pass(JSObject exports, String name);

  @JSBody(
      params = {"exports", "a", "b", "c", "d", "e", "f", "g"},
      script = "exports.adam(a, b, c, d, e, f, g);")
  private static native void adam(
      JSObject exports, float a, float b, float c, float d, float e, float f, float g);

  /** Whether a module with a vector instruction is accepted. */
  @JSBody(
      script =
          "return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array("
              + "[0,97,115,109,1,0,0,0,1,5,1,96,0,1,123,3,2,1,0,10,10,1,8,0,65,0,253,15,253,98,11]));")
  private static native boolean simd();

  /** Whether a module with an instruction of relaxed SIMD is accepted. */
  @JSBody(
      script =
          "return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array("
              + "[0,97,115,109,1,0,0,0,1,5,1,96,0,1,123,3,2,1,0,10,15,1,13,0,65,1,253,15,65,2,253,15,"
              + "253,128,2,11]));")
  private static native boolean relaxed();

  @Override
  public Program program() {
    return program;
  }

  @Override
  public float[] arena() {
    return arena;
  }

  @Override
  public void initialize() {
    host.initialize();
  }

  @Override
  public void forward(int examples, int step) {
    run(forward, examples, 1, step);
  }

  @Override
  public void backward(int examples, int step) {
    Buffer seed = program.lossGradient();
    boolean mean = program.reduction() == BatchReduction.MEAN;
    run(backward, examples, mean ? 1f / seed.rows(examples) : 1, step);
  }

  private void run(List<Stretch> stretches, int examples, float share, int step) {
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      if (stretch.code() != null) {
        stretch.code().run(examples, share);
      } else if (stretch.instruction() != null) {
        host.run(stretch.instruction(), examples, step);
      }
    }
  }

  @Override
  public float[] moment(int nth) {
    return moments[nth];
  }

  @Override
  public boolean adam(
      float keep1,
      float take1,
      float keep2,
      float take2,
      float scale,
      float stride,
      float epsilon) {
    adam(exports, keep1, take1, keep2, take2, scale, stride, epsilon);
    return true;
  }

  @Override
  public void close() {}
}
