package org.chainrule.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Training runs and what came of them. Thread-safe. */
public final class TrainingStore {

  private final Database database;
  private final Clock clock;

  public TrainingStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A run that was just accepted.
   *
   * @param token the only copy of the right to cancel it
   */
  public record Created(String id, String token) {}

  /** A run as it was last written; progress and history are JSON. */
  public record Stored(String id, String state, String progress, String history) {}

  /** Stores a run that waits for its turn. */
  public Created create(String document, String settings, String progress, String history) {
    String id = Secret.newId();
    String token = Secret.newToken();
    long now = clock.millis();
    return database.run(
        "store a training run",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO training (id, cancel_hash, state, document, settings, progress,"
                      + " history, created_at, updated_at)"
                      + " VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, Secret.hash(token));
            insert.setString(3, document);
            insert.setString(4, settings);
            insert.setString(5, progress);
            insert.setString(6, history);
            insert.setLong(7, now);
            insert.setLong(8, now);
            insert.executeUpdate();
            return new Created(id, token);
          }
        });
  }

  /** Forgets a run that never got a place in the queue. */
  public void discard(String id) {
    database.run(
        "discard a training run",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM training WHERE id = ? AND state = 'queued'")) {
            delete.setString(1, id);
            return delete.executeUpdate();
          }
        });
  }

  /** Writes how far a run has come; the parameters are null until it has succeeded. */
  public void update(
      String id, String state, String progress, String history, @Nullable String parameters) {
    database.run(
        "update a training run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET state = ?, progress = ?, history = ?, parameters = ?,"
                      + " updated_at = ? WHERE id = ?")) {
            update.setString(1, state);
            update.setString(2, progress);
            update.setString(3, history);
            update.setString(4, parameters);
            update.setLong(5, clock.millis());
            update.setString(6, id);
            return update.executeUpdate();
          }
        });
  }

  /** The run of that id, or none. */
  public Optional<Stored> find(String id) {
    return database.run(
        "read a training run",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT state, progress, history FROM training WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Stored(id, row.getString(1), row.getString(2), row.getString(3)))
                  : Optional.empty();
            }
          }
        });
  }

  /** The trained parameters as JSON, or none before the run has succeeded. */
  public Optional<String> parameters(String id) {
    return database.run(
        "read trained parameters",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT parameters FROM training WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Whether the token may cancel the run; false for an unknown run too. */
  public boolean mayCancel(String id, String token) {
    return database.run(
        "check a training run's token",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT cancel_hash FROM training WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next() && Secret.matches(token, row.getString(1));
            }
          }
        });
  }

  /** The runs that were queued or running when they were last written. */
  public List<Stored> unfinished() {
    return database.run(
        "list unfinished training runs",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT id, state, progress, history FROM training"
                          + " WHERE state IN ('queued', 'running') ORDER BY created_at");
              ResultSet row = select.executeQuery()) {
            List<Stored> runs = new ArrayList<>();
            while (row.next()) {
              runs.add(
                  new Stored(
                      row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
            }
            return runs;
          }
        });
  }
}
