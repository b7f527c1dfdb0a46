package org.chainrule.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chainrule.server.store.LeaseStore.Claimed;
import org.chainrule.server.store.LeaseStore.End;
import org.chainrule.server.store.LeaseStore.ResumePoint;
import org.chainrule.server.store.LeaseStore.Standing;
import org.chainrule.server.store.TrainingStore.Admission;
import org.chainrule.server.store.TrainingStore.Quota;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Training runs")
@ParameterizedClass
@EnumSource(Kind.class)
@Timeout(60)
class TrainingStoreTest {

  private static final Standing STANDING = new Standing("{\"step\":7}", "{\"points\":[]}");
  private static final Quota ENOUGH = new Quota(100, 1000);

  private final Database database;
  private final TrainingQueue queue;
  private final TrainingStore runs;
  private final LeaseStore leases;

  TrainingStoreTest(Kind kind, @TempDir Path folder) {
    database = kind.open(folder);
    queue =
        new TrainingQueue(
            database,
            "worker",
            1,
            Executors.newFixedThreadPool(1),
            Duration.ofSeconds(30),
            Clock.systemUTC());
    runs = new TrainingStore(database, queue, Clock.systemUTC());
    leases = new LeaseStore(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    queue.close();
    database.close();
  }

  private String submit(String client) {
    return ((Admission.Admitted) submit(client, ENOUGH)).id();
  }

  private Admission submit(String client, Quota quota) {
    return runs.submit(new TrainingStore.Submission(client, "{}", "{}", "{}", "{}"), quota);
  }

  private String state(String id) {
    return runs.find(id).get().state();
  }

  @Test
  @DisplayName("are handed out one by one, the first of a client before the second of another")
  void order() throws Exception {
    String first = submit("a");
    String second = submit("a");
    String third = submit("a");
    String other = submit("b");
    BlockingQueue<String> handed = new LinkedBlockingQueue<>();
    queue.start(
        run -> {
          handed.add(run);
          return TrainingQueue.Left.DONE;
        });
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      order.add(handed.poll(30, TimeUnit.SECONDS));
    }
    assertEquals(List.of(first, other, second, third), order);
  }

  @Test
  @DisplayName("are handed out again when they are given back, and not when they are done")
  void givenBack() throws Exception {
    String run = submit("a");
    BlockingQueue<String> handed = new LinkedBlockingQueue<>();
    queue.start(
        id -> {
          boolean again = handed.isEmpty();
          handed.add(id);
          return again ? TrainingQueue.Left.GIVEN_BACK : TrainingQueue.Left.DONE;
        });
    String last = submit("b");
    List<String> all = new ArrayList<>();
    while (!all.contains(last) || all.stream().filter(run::equals).count() < 2) {
      all.add(handed.poll(30, TimeUnit.SECONDS));
    }
    assertEquals(3, all.size(), all.toString());
  }

  @Test
  @DisplayName("are refused beyond the quota of their client and of all")
  void quota() {
    Quota two = new Quota(2, 3);
    assertInstanceOf(Admission.Admitted.class, submit("a", two));
    Admission second = submit("a", two);
    assertEquals(2, ((Admission.TooManyOfClient) submit("a", two)).unfinished());
    assertInstanceOf(Admission.Admitted.class, submit("b", two));
    assertEquals(3, ((Admission.TooMany) submit("c", two)).unfinished());
    runs.cancel(((Admission.Admitted) second).id());
    assertInstanceOf(Admission.Admitted.class, submit("a", two));
  }

  @Test
  @DisplayName("are written about by the worker that took them last, and by no other")
  void fenced() {
    String id = submit("a");
    Claimed first = leases.claim(id, "one").get();
    assertFalse(leases.beat(first.lease(), STANDING));
    leases.checkpoint(first.lease(), STANDING, new ResumePoint(7, new byte[] {1, 2}));

    Claimed second = leases.claim(id, "two").get();
    assertTrue(second.lease().fence() > first.lease().fence());
    assertArrayEquals(new byte[] {1, 2}, second.resume());
    assertEquals("{\"step\":7}", second.figures());

    Standing late = new Standing("{\"late\":1}", "{}");
    End end = new End("succeeded", null, "[]", "{\"late\":1}");
    Lease old = first.lease();
    assertThrows(FencedException.class, () -> leases.beat(old, late));
    assertThrows(
        FencedException.class,
        () -> leases.checkpoint(old, late, new ResumePoint(9, new byte[] {9})));
    assertThrows(FencedException.class, () -> leases.judged(old, late, "{}", ""));
    assertThrows(FencedException.class, () -> leases.keep(old, Keepsake.LAYOUT, "[]"));
    assertThrows(
        FencedException.class,
        () -> leases.keep(old, new CheckpointStore.Entry(9, "{}"), new byte[] {9}));
    assertThrows(FencedException.class, () -> leases.handBack(old, late, null));
    assertThrows(FencedException.class, () -> leases.finish(old, late, end));
    assertEquals("{\"step\":7}", runs.find(id).get().figures());
    assertTrue(runs.kept(id, Keepsake.LAYOUT).isEmpty());
    assertTrue(new CheckpointStore(database).list(id).isEmpty());

    leases.finish(second.lease(), STANDING, new End("succeeded", null, "[]", "{}"));
    assertEquals("succeeded", state(id));
    assertThrows(FencedException.class, () -> leases.finish(second.lease(), late, end));
    assertTrue(leases.claim(id, "three").isEmpty(), "what is over is taken by nobody");
    assertEquals("{}", runs.kept(id, Keepsake.PARAMETERS).get());
  }

  @Test
  @DisplayName("count the workers that got no further, and begin to count again with progress")
  void attempts() {
    String id = submit("a");
    assertEquals(1, leases.claim(id, "one").get().attempts());
    Claimed second = leases.claim(id, "two").get();
    assertEquals(2, second.attempts());
    leases.checkpoint(second.lease(), STANDING, new ResumePoint(1, new byte[0]));
    Claimed third = leases.claim(id, "three").get();
    assertEquals(1, third.attempts());
    leases.handBack(third.lease(), STANDING, null);
    assertEquals("queued", state(id));
    assertEquals(1, leases.claim(id, "four").get().attempts(), "to be handed back is no failure");
  }

  @Test
  @DisplayName("that wait are cancelled at once, those under way with the next heartbeat")
  void cancelled() {
    String waiting = submit("a");
    runs.cancel(waiting);
    assertEquals("cancelled", state(waiting));
    assertTrue(leases.claim(waiting, "one").isEmpty());

    String running = submit("a");
    Claimed claimed = leases.claim(running, "one").get();
    runs.cancel(running);
    assertEquals("running", state(running));
    assertTrue(leases.beat(claimed.lease(), STANDING));
    assertTrue(leases.claim(running, "two").get().cancelRequested(), "whoever takes it over knows");
  }

  @Test
  @DisplayName("tell of every change, and keep the curve where a heartbeat brings none")
  void news() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    runs.onNews(heard::add);
    String id = submit("a");
    Claimed claimed = leases.claim(id, "one").get();
    assertHeard(id, heard);
    long changes = runs.find(id).get().changes();
    leases.beat(claimed.lease(), STANDING);
    assertHeard(id, heard);
    leases.beat(claimed.lease(), new Standing("{\"step\":8}", null));
    assertHeard(id, heard);
    assertEquals(changes + 2, runs.find(id).get().changes());
    assertEquals("{\"step\":8}", runs.find(id).get().figures());
    assertEquals("{\"points\":[]}", runs.find(id).get().history());
    leases.judged(claimed.lease(), STANDING, "{\"sum\":1}", "");
    assertEquals(1, runs.find(id).get().reports());
    assertEquals("{\"sum\":1}", runs.kept(id, Keepsake.RESULT).get());
  }

  private static void assertHeard(String id, BlockingQueue<String> heard) throws Exception {
    String next;
    do {
      next = heard.poll(30, TimeUnit.SECONDS);
    } while (Database.ANY.equals(next));
    assertEquals(id, next);
  }
}
