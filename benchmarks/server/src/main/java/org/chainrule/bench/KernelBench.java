package org.chainrule.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.PortableGemm;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.Optimizer;
import org.chainrule.engine.train.Optimizers;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.OpenBlasGemm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code ./bench kernels}: what a step of P1 is made of, one by one, each beside the roof of the
 * same run: the largest product that OpenBLAS is given here for arithmetic, a copied array for
 * memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBench {
  private static final int ROOF = 1024;
  private static final int BATCH = 64;
  private static final int PIXELS = 784;
  private static final int HIDDEN = 128;
  private static final int CLASSES = 10;
  private static final int PARAMETERS = (PIXELS + 1) * HIDDEN + (HIDDEN + 1) * CLASSES;

  /** What a kernel has to compute, and how many bytes it has to read and write at least. */
  private record Least(double flops, double bytes) {

    /** GFLOP/s, or GB/s of a kernel that only moves numbers. */
    double rate(double micros) {
      return (flops > 0 ? flops : bytes) / micros / 1e3;
    }
  }

  private static final double PRODUCT = 2.0 * BATCH * HIDDEN * PIXELS;
  private static final Map<String, Least> KERNELS = new LinkedHashMap<>();

  static {
    KERNELS.put("roofOfArithmetic", new Least(2.0 * ROOF * ROOF * ROOF, 0));
    KERNELS.put("roofOfMemory", new Least(0, 8.0 * PARAMETERS));
    KERNELS.put("forwardProduct", new Least(PRODUCT, 0));
    KERNELS.put("weightGradient", new Least(PRODUCT, 0));
    KERNELS.put("forwardProductInJava", new Least(PRODUCT, 0));
    // A byte in, a float out.
    KERNELS.put("minibatchOfBytes", new Least(0, 5.0 * BATCH * PIXELS));
    // Theta, its gradient and two moments in; all but the gradient out.
    KERNELS.put("adam", new Least(0, 28.0 * PARAMETERS));
    // Forward a float in and one out, backward two in; the sums over the batch stay small.
    KERNELS.put("biasAndRelu", new Least(0, 16.0 * BATCH * HIDDEN));
    KERNELS.put("biasAndTanh", new Least(0, 16.0 * BATCH * HIDDEN));
    KERNELS.put("biasAndCrossEntropy", new Least(0, 16.0 * BATCH * HIDDEN));
  }

  private final OpenBlasGemm openBlas = new OpenBlasGemm(1);
  private final PortableGemm portable = new PortableGemm();
  private final float[] arena = new float[3 * ROOF * ROOF];
  private final float[] copy = new float[PARAMETERS];
  private final Images images = new Mnist(null).train();
  private final Optimizer adam = newAdam();
  private final Device relu = device("loss = sum(relu(x + b))");
  private final Device tanh = device("loss = sum(tanh(x + b))");
  private final Device crossEntropy =
      device("y = label(classes=" + HIDDEN + ")\nloss = softmax_cross_entropy(x + b, y)");
  private int first;

  private static Optimizer newAdam() {
    Optimizers.Kind kind = Objects.requireNonNull(Optimizers.named("adam"));
    Settings settings = new Settings.Builder().defaults(kind.settings()).build();
    return kind.factory().create(settings, PARAMETERS);
  }

  /** A graph over as many numbers as the hidden layer has. */
  private static Device device(String loss) {
    String shape = "(shape=[" + HIDDEN + "])\n";
    String text = "x = input" + shape + "b = param" + shape + loss + "\n";
    try {
      return new PortableDevice(
          Program.compile(
              Compiler.compile(
                  Objects.requireNonNull(Parser.parse(text, Library.standard()).graph()),
                  Library.standard()),
              BATCH,
              BatchReduction.MEAN),
          new PortableGemm());
    } catch (ProblemException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public void roofOfArithmetic() {
    openBlas.multiply(
        false, false, ROOF, ROOF, ROOF, arena, 0, ROOF * ROOF, 2 * ROOF * ROOF, false);
  }

  @Benchmark
  public float[] roofOfMemory() {
    System.arraycopy(arena, 0, copy, 0, copy.length);
    return copy;
  }

  @Benchmark
  public void forwardProduct() {
    openBlas.multiply(false, true, BATCH, HIDDEN, PIXELS, arena, 0, 100_000, 300_000, false);
  }

  @Benchmark
  public void weightGradient() {
    openBlas.multiply(true, false, HIDDEN, PIXELS, BATCH, arena, 0, 100_000, 300_000, false);
  }

  @Benchmark
  public void forwardProductInJava() {
    portable.multiply(false, true, BATCH, HIDDEN, PIXELS, arena, 0, 100_000, 300_000, false);
  }

  @Benchmark
  public void minibatchOfBytes() {
    first = (first + 7919) % (images.size() - BATCH);
    for (int i = 0; i < BATCH; i++) {
      images.copy(first + i, 0, arena, i * PIXELS);
    }
  }

  @Benchmark
  public void adam() {
    adam.step(arena, 0, PARAMETERS, 0.001);
  }

  @Benchmark
  public void biasAndRelu() {
    pass(relu);
  }

  @Benchmark
  public void biasAndTanh() {
    pass(tanh);
  }

  @Benchmark
  public void biasAndCrossEntropy() {
    pass(crossEntropy);
  }

  private static void pass(Device device) {
    device.forward(BATCH, Device.TESTING);
    device.backward(BATCH, Device.TESTING);
  }

  public static void main(String[] args) throws RunnerException {
    Map<String, Double> micros = new LinkedHashMap<>();
    for (RunResult result :
        new Runner(new OptionsBuilder().include(KernelBench.class.getSimpleName()).build()).run()) {
      String name = result.getParams().getBenchmark();
      micros.put(name.substring(name.lastIndexOf('.') + 1), result.getPrimaryResult().getScore());
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    KERNELS.forEach(
        (name, least) -> rates.put(name, least.rate(micros.getOrDefault(name, Double.NaN))));
    KERNELS.forEach(
        (name, least) -> {
          boolean computes = least.flops() > 0;
          double roof = rates.getOrDefault(computes ? "roofOfArithmetic" : "roofOfMemory", 0.0);
          double rate = rates.getOrDefault(name, 0.0);
          System.out.printf(
              Locale.ROOT,
              "%-22s %9.1f us  %7.1f %s  %3.0f %% of the roof%n",
              name,
              micros.getOrDefault(name, Double.NaN),
              rate,
              computes ? "GFLOP/s" : "GB/s   ",
              100 * rate / roof);
        });
  }
}
