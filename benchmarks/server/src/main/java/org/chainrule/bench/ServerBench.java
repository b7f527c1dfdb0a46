package org.chainrule.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.server.training.Mnist;

/**
 * {@code ./bench server}: P1 and P2 beside TensorFlow, libtorch and DJL, slice by slice in turns,
 * so that whatever else the machine does falls on all alike.
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
    List<Work> works = Work.all(new Mnist(null).train());
    ServerBench bench = new ServerBench(rounds);
    bench.run(works.get(0), 1, Map.of(TensorFlow.NAME, 1.5, LibTorch.NAME, 1.9));
    bench.run(works.get(1), 1, Map.of());
    bench.run(works.get(0), 2, Map.of());
    bench.run(works.get(1), 2, Map.of());
    System.out.println();
    System.out.print(bench.results.table());
    if (json != null) {
      bench.results.write(json);
    }
  }

  /**
   * @param targets the ratios to reach beside some of the peers; 1 beside all others
   */
  private void run(Work work, int threads, Map<String, Double> targets) {
    List<Contender> contenders =
        List.of(
            new Ours(work, threads),
            new TensorFlow(work, threads),
            new LibTorch(work, threads),
            new Djl(work, threads));
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
            "%s %d thread(s) %-22s %.3f s an epoch, %.3f s of this JVM's processor, loss %.4f%n",
            work.id(),
            threads,
            contender.name(),
            epoch,
            busy,
            loss);
      }
    }
    String id = threads == 1 ? work.id() : work.id() + "/2 threads";
    Results.Spread ours = Results.Spread.of(seconds.remove(Ours.NAME));
    // The fastest peer has the row of the work itself, the others rows below it.
    List<Map.Entry<String, Results.Spread>> peers =
        seconds.entrySet().stream()
            .map(peer -> Map.entry(peer.getKey(), Results.Spread.of(peer.getValue())))
            .sorted(Comparator.comparingDouble(peer -> peer.getValue().median()))
            .toList();
    for (Map.Entry<String, Results.Spread> peer : peers) {
      String row = peer == peers.get(0) ? id : id + "/" + peer.getKey();
      double target = targets.getOrDefault(peer.getKey(), 1.0);
      results.add(row, ours, peer.getValue(), peer.getKey(), "s an epoch", target);
    }
    contenders.forEach(Contender::close);
  }

  /** Speed bought with other results would be no speed. */
  private static void requireAlike(Contender contender, double loss, double reference) {
    if (!(Math.abs(loss - reference) <= 0.1 * Math.max(0.1, reference))) {
      throw new IllegalStateException(
          contender.name() + " has a loss of " + loss + " where Chainrule has " + reference);
    }
  }
}
