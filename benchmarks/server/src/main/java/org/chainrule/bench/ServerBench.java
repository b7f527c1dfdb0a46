package org.chainrule.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.engine.data.Images;
import org.chainrule.server.training.Mnist;

/**
 * {@code ./bench server}: P1 and P2 beside TensorFlow and libtorch, slice by slice in turns, so
 * that whatever else the machine does falls on all alike.
 */
public final class ServerBench {

  private static final int WARM_UP = 4;

  private static final OperatingSystemMXBean PROCESSOR =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Results results = new Results();
  private final int rounds;

  private ServerBench(int rounds) {
    this.rounds = rounds;
  }

  public static void main(String[] args) throws IOException {
    Path json = null;
    int rounds = 9;
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (args[i].equals("--json")) {
        json = Path.of(args[i + 1]);
      } else if (args[i].equals("--rounds")) {
        rounds = Integer.parseInt(args[i + 1]);
      } else {
        throw new IllegalArgumentException("expected --json FILE or --rounds N, got " + args[i]);
      }
    }
    Images images = new Mnist(null).train();
    ServerBench bench = new ServerBench(rounds);
    Work p1 = new Work("P1", List.of(784, 128, 10), 64, 235, images);
    Work p2 = new Work("P2", List.of(784, 1024, 1024, 10), 256, 12, images);
    for (int threads = 1; threads <= 2; threads++) {
      bench.run(p1, threads, 1.5, 1.9);
      bench.run(p2, threads, 1.0, 1.0);
    }
    System.out.println();
    System.out.print(bench.results.table());
    if (json != null) {
      bench.results.write(json);
    }
  }

  private void run(Work work, int threads, double tensorFlow, double libTorch) {
    List<Contender> contenders =
        List.of(
            new Ours(work, threads), new TensorFlow(work, threads), new LibTorch(work, threads));
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      double reference = Double.NaN;
      for (Contender contender : contenders) {
        long start = System.nanoTime();
        long worked = PROCESSOR.getProcessCpuTime();
        double loss = contender.train(work.slice());
        double busy =
            (PROCESSOR.getProcessCpuTime() - worked) / 1e9 / work.slice() * work.stepsPerEpoch();
        double epoch = (System.nanoTime() - start) / 1e9 / work.slice() * work.stepsPerEpoch();
        reference = contender instanceof Ours ? loss : reference;
        requireAlike(contender, loss, reference);
        if (round >= 0) {
          seconds.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(epoch);
        }
        System.out.printf(
            Locale.ROOT,
            "%s %d thread(s) %-22s %.3f s an epoch, %.3f s of processor, loss %.4f%n",
            work.id(),
            threads,
            contender.name(),
            epoch,
            busy,
            loss);
      }
    }
    String id = threads == 1 ? work.id() : work.id() + "/2 threads";
    add(id, seconds, contenders.get(1).name(), tensorFlow);
    add(id, seconds, contenders.get(2).name(), libTorch);
    contenders.forEach(Contender::close);
  }

  private void add(String id, Map<String, List<Double>> seconds, String peer, double target) {
    Results.Spread ours = Results.Spread.of(seconds.getOrDefault("Chainrule", List.of()));
    Results.Spread theirs = Results.Spread.of(seconds.getOrDefault(peer, List.of()));
    results.add(id + "/" + peer, ours, theirs, peer, "s an epoch", target);
  }

  /** Speed bought with other results would be no speed. */
  private static void requireAlike(Contender contender, double loss, double reference) {
    if (!(Math.abs(loss - reference) <= 0.1 * Math.max(0.1, reference))) {
      throw new IllegalStateException(
          contender.name() + " has a loss of " + loss + " where Chainrule has " + reference);
    }
  }
}
