package org.chainrule.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The Deep Java Library over PyTorch, as its own examples write it: in a JVM of its own, since two
 * builds of libtorch cannot be loaded into one.
 */
final class Djl implements Contender {

  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;

  Djl(Work work, int threads) {
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      ProcessHandle.current().info().command().orElse("java"),
                      "-Xmx1g",
                      "-Dai.djl.offline=true",
                      "-Dai.djl.pytorch.num_threads=" + threads,
                      "-Dai.djl.pytorch.num_interop_threads=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      DjlTrainer.class.getName(),
                      work.id()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "DJL, PyTorch 2.7.1";
  }

  @Override
  public double train(int steps) {
    orders.println(steps);
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("DJL's JVM ended; what it wrote stands above");
      }
      return Double.parseDouble(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
  }
}
