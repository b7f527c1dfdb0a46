package org.chainrule.server.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.chainrule.server.store.Database;
import org.chainrule.server.store.LeaseStore;
import org.chainrule.server.store.TrainingQueue;
import org.chainrule.server.store.TrainingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Training runs have limits:")
@Timeout(60)
class TrainingServiceTest {

  private static final RunLimits LIMITS = new RunLimits(2, 3, Duration.ofMinutes(1), 256L << 20);

  private final Database database;
  private final TrainingQueue queue;
  private final TrainingStore store;
  private final LeaseStore leases;
  private final Mnist mnist;

  TrainingServiceTest(@TempDir Path data, @TempDir Path digits) {
    SmallMnist.write(digits);
    mnist = new Mnist(digits);
    database = Database.open(data);
    queue =
        new TrainingQueue(
            database,
            "worker",
            1,
            Executors.newFixedThreadPool(1),
            Duration.ofSeconds(30),
            Clock.systemUTC());
    store = new TrainingStore(database, queue, Clock.systemUTC());
    leases = new LeaseStore(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    queue.close();
    database.close();
  }

  private TrainingService service(RunLimits limits) {
    return new TrainingService(store, leases, queue, mnist, Clock.systemUTC(), limits);
  }

  private static TrainingRequest request(int batchSize) throws Exception {
    return new TrainingRequest(
        Parser.parse(TestServer.NETWORK, Library.standard()).graph(),
        Digits.ALL,
        new TrainingSettings("adam", 0.001, batchSize, 50, 1, BatchReduction.MEAN),
        0);
  }

  private static Training end(TrainingService service, String id) throws InterruptedException {
    Training.Seen seen = Training.Seen.NOTHING;
    while (!service.find(id).get().state().terminal()) {
      Training.Update update = service.await(id, seen, 1000).get();
      seen = new Training.Seen(update.version(), update.reportVersion());
    }
    return service.find(id).get();
  }

  @Test
  @DisplayName("one that would take more memory than there is, is refused and says how much")
  void memory() throws Exception {
    TrainingService service = service(new RunLimits(2, 3, Duration.ofMinutes(1), 1 << 20));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> service.submit(request(4096), "a"));
    assertTrue(refused.getMessage().contains("MB of memory, more than the 1 MB"));
  }

  @Test
  @DisplayName("one that takes too long is stopped with the reason")
  void time() throws Exception {
    TrainingService service = service(new RunLimits(2, 3, Duration.ofMillis(300), 256L << 20));
    service.start();
    Training end = end(service, service.submit(request(1), "a").id());
    assertEquals(State.FAILED, end.state());
    assertTrue(end.progress().contains("that a run has here"), end.progress());
  }

  @Test
  @DisplayName("those of a client, and those of all, say which there are too many of")
  void quotas() throws Exception {
    TrainingService service = service(LIMITS);
    service.submit(request(1), "a");
    service.submit(request(1), "a");
    assertTrue(
        assertThrows(QueueFullException.class, () -> service.submit(request(1), "a"))
            .getMessage()
            .startsWith("2 training runs of yours"));
    service.submit(request(1), "b");
    assertTrue(
        assertThrows(QueueFullException.class, () -> service.submit(request(1), "c"))
            .getMessage()
            .startsWith("3 training runs are"));
  }

  @Test
  @DisplayName("one whose workers all ended before it got further is given up, and says so")
  void attempts() throws Exception {
    TrainingService service = service(LIMITS);
    String id = service.submit(request(64), "a").id();
    for (int i = 0; i < RunLimits.ATTEMPTS; i++) {
      leases.claim(id, "a worker that died");
    }
    service.start();
    Training end = end(service, id);
    assertEquals(State.FAILED, end.state());
    assertTrue(end.progress().contains("taken up 5 times"), end.progress());
  }

  @Test
  @DisplayName("one that was cancelled while its worker was dead is not begun again")
  void cancelledMeanwhile() throws Exception {
    TrainingService service = service(LIMITS);
    String id = service.submit(request(64), "a").id();
    leases.claim(id, "a worker that died");
    service.cancel(id);
    assertEquals(State.RUNNING, service.find(id).get().state());
    service.start();
    assertEquals(State.CANCELLED, end(service, id).state());
  }
}
