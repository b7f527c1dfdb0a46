package org.chainrule.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Graphs")
@ParameterizedClass
@EnumSource(Kind.class)
class GraphStoreTest {

  private final Database database;
  private final GraphStore graphs;

  GraphStoreTest(Kind kind, @TempDir Path folder) {
    database = kind.open(folder);
    graphs = new GraphStore(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("keep every revision as it was")
  void revisions() {
    GraphStore.Created graph = graphs.create("{\"a\":1}");
    graphs.save(graph.id(), graph.editToken(), null, "{\"a\":2}");
    assertEquals("{\"a\":2}", graphs.find(graph.id()).get().document());
    assertEquals(2, graphs.find(graph.id()).get().revision());
    assertEquals("{\"a\":1}", graphs.find(graph.id(), 1).get().document());
    assertEquals("{\"a\":2}", graphs.find(graph.id(), 2).get().document());
    assertTrue(graphs.find(graph.id(), 3).isEmpty());
    assertTrue(graphs.find("nosuch").isEmpty());
    assertTrue(graphs.find("nosuch", 1).isEmpty());
  }

  @Test
  @DisplayName("move with their token alone")
  void token() {
    GraphStore.Created graph = graphs.create("{}");
    GraphStore.Created other = graphs.create("{}");
    assertInstanceOf(
        GraphStore.Saved.Forbidden.class, graphs.save(graph.id(), other.editToken(), 1, "{}"));
    assertInstanceOf(
        GraphStore.Saved.Unknown.class, graphs.save("nosuch", graph.editToken(), 1, "{}"));
    assertInstanceOf(
        GraphStore.Saved.Stale.class, graphs.save(graph.id(), graph.editToken(), 2, "{}"));
    assertEquals(1, graphs.revision(graph.id()).get());
  }

  @Test
  @DisplayName("are replaced by exactly one of many writers")
  void concurrentSaves() throws Exception {
    GraphStore.Created graph = graphs.create("{}");
    List<Callable<GraphStore.Saved>> saves = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String document = "{\"title\":\"" + i + "\"}";
      saves.add(() -> graphs.save(graph.id(), graph.editToken(), 1, document));
    }
    int saved = 0;
    for (GraphStore.Saved each : all(saves)) {
      if (each instanceof GraphStore.Saved.AsRevision revision) {
        assertEquals(2, revision.revision());
        saved++;
      } else {
        assertInstanceOf(GraphStore.Saved.Stale.class, each);
      }
    }
    assertEquals(1, saved);
    assertEquals(2, graphs.revision(graph.id()).get());
  }

  @Test
  @DisplayName("lose no revision of many that are saved over whatever is current")
  void concurrentOverwrites() throws Exception {
    GraphStore.Created graph = graphs.create("{}");
    List<Callable<GraphStore.Saved>> saves = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      saves.add(() -> graphs.save(graph.id(), graph.editToken(), null, "{}"));
    }
    assertEquals(
        40,
        all(saves).stream()
            .map(saved -> ((GraphStore.Saved.AsRevision) saved).revision())
            .distinct()
            .count());
    assertEquals(41, graphs.revision(graph.id()).get());
  }

  @Test
  @DisplayName("have tokens that are kept as hashes and compared whole")
  void secrets() {
    String token = Secret.newToken();
    assertEquals(24, token.length());
    assertEquals(12, Secret.newId().length());
    assertTrue(Secret.matches(token, Secret.hash(token)));
    assertFalse(Secret.matches(token.substring(1), Secret.hash(token)));
    assertFalse(Secret.matches("", Secret.hash(token)));
  }

  private static <T> List<T> all(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<T> done = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(work)) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdown();
    }
  }
}
