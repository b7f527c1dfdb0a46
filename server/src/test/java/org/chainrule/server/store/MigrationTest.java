package org.chainrule.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.chainrule.server.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A database of an older version")
class MigrationTest {

  private static final String TOKEN = "a-token-of-long-ago";

  /** What version 2 kept: a graph with two revisions, a run that is over, and one under way. */
  private static final String CONTENT =
      """
      INSERT INTO graph VALUES ('g', '%1$s', 2, 1);
      INSERT INTO graph_revision VALUES ('g', 1, '{"a":1}', 1);
      INSERT INTO graph_revision VALUES ('g', 2, '{"a":2}', 2);
      INSERT INTO training VALUES ('over', '%1$s', 'succeeded', '{}', '{"epochs":1}', NULL, '[]',
        '{"step":9}', '{"points":[]}', '{"parameters":[]}', 1, 1, '[1]', '{"sum":1}', 'AAAA');
      INSERT INTO training VALUES ('cut', '%1$s', 'running', '{}', '{}', NULL, '[]',
        '{"step":3}', '{}', NULL, 1, 1, NULL, NULL, NULL);
      INSERT INTO checkpoint VALUES ('over', 9, '{"epoch":1}', 'AQI=', 1);
      """
          .formatted(Secret.hash(TOKEN));

  @ParameterizedTest
  @EnumSource(Kind.class)
  @DisplayName("is brought up to date with everything that it holds")
  void fromVersion2(Kind kind, @TempDir Path folder) throws SQLException {
    String url =
        kind == Kind.SQLITE
            ? "jdbc:sqlite:" + folder.resolve(SqliteDatabase.FILE)
            : Postgres.newDatabase();
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:org/chainrule/server/store/migrations")
        .placeholders(Map.of("bytes", "BLOB"))
        .target("2")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : CONTENT.split(";")) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
    try (Database database = kind == Kind.SQLITE ? Database.open(folder) : Database.connect(url)) {
      GraphStore graphs = new GraphStore(database, Clock.systemUTC());
      assertEquals("{\"a\":2}", graphs.find("g").get().document());
      assertEquals("{\"a\":1}", graphs.find("g", 1).get().document());
      assertInstanceOf(GraphStore.Saved.AsRevision.class, graphs.save("g", TOKEN, 2, "{}"));

      try (TrainingQueue queue =
          new TrainingQueue(
              database,
              "worker",
              1,
              Executors.newFixedThreadPool(1),
              Duration.ofSeconds(30),
              Clock.systemUTC())) {
        TrainingStore runs = new TrainingStore(database, queue, Clock.systemUTC());
        assertEquals("{\"step\":9}", runs.find("over").get().figures());
        assertEquals("[1]", runs.kept("over", Keepsake.LAYOUT).get());
        assertEquals("{\"sum\":1}", runs.kept("over", Keepsake.RESULT).get());
        assertEquals("AAAA", runs.kept("over", Keepsake.OUTCOMES).get());
        assertEquals("{\"parameters\":[]}", runs.kept("over", Keepsake.PARAMETERS).get());
        assertArrayEquals(
            new byte[] {1, 2}, new CheckpointStore(database).parameters("over", 9).get());
        assertEquals("failed", runs.find("cut").get().state());
        assertTrue(runs.find("cut").get().message().contains("upgraded"));
        assertTrue(runs.kept("cut", Keepsake.LAYOUT).isEmpty());
        assertTrue(runs.mayCancel("over", TOKEN));
      }
    }
  }
}
