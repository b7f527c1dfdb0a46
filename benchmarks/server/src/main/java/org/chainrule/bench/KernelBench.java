package org.chainrule.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.chainrule.engine.device.PortableGemm;
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
 * {@code ./bench kernels}: the products of P1 one by one, each beside the roofline of the same run:
 * the largest product that OpenBLAS is given here for arithmetic, a copied array for memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBench {
  private static final int ROOF = 1024;
  private static final int COPIED = 100_352;

  private final OpenBlasGemm openBlas = new OpenBlasGemm(1);
  private final PortableGemm portable = new PortableGemm();
  private final float[] arena = new float[3 * ROOF * ROOF];
  private final float[] copy = new float[COPIED];

  @Benchmark
  public void roofOfArithmetic() {
    openBlas.multiply(
        false, false, ROOF, ROOF, ROOF, arena, 0, ROOF * ROOF, 2 * ROOF * ROOF, false);
  }

  @Benchmark
  public float[] roofOfMemory() {
    System.arraycopy(arena, 0, copy, 0, COPIED);
    return copy;
  }

  @Benchmark
  public void forwardProduct() {
    openBlas.multiply(false, true, 64, 128, 784, arena, 0, 100_000, 300_000, false);
  }

  @Benchmark
  public void weightGradient() {
    openBlas.multiply(true, false, 128, 784, 64, arena, 0, 100_000, 300_000, false);
  }

  @Benchmark
  public void forwardProductInJava() {
    portable.multiply(false, true, 64, 128, 784, arena, 0, 100_000, 300_000, false);
  }

  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(KernelBench.class.getSimpleName()).build()).run();
    double roof = 0;
    for (RunResult result : results) {
      if (result.getParams().getBenchmark().endsWith("roofOfArithmetic")) {
        roof = 2.0 * ROOF * ROOF * ROOF / result.getPrimaryResult().getScore() / 1e3;
      }
    }
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      name = name.substring(name.lastIndexOf('.') + 1);
      double micros = result.getPrimaryResult().getScore();
      if (name.equals("roofOfMemory")) {
        System.out.printf(Locale.ROOT, "%s: %.1f GB/s%n", name, 8.0 * COPIED / micros / 1e3);
      } else {
        boolean top = name.equals("roofOfArithmetic");
        double work = top ? 2.0 * ROOF * ROOF * ROOF : 2.0 * 64 * 128 * 784;
        double reached = work / micros / 1e3;
        System.out.printf(
            Locale.ROOT,
            "%s: %.1f GFLOP/s, %.0f %% of the roof%n",
            name,
            reached,
            100 * reached / roof);
      }
    }
  }
}
