package org.chainrule.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
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

  /**
   * A run as it was last written.
   *
   * @param problems a JSON array
   * @param figures a JSON object: how far it came
   * @param history JSON: the curve
   */
  public record Stored(
      String id,
      String state,
      @Nullable String message,
      String problems,
      String figures,
      String history) {}

  /** Stores a run that waits for its turn. */
  public Created create(String document, String settings, String figures, String history) {
    String id = Secret.newId();
    String token = Secret.newToken();
    long now = clock.millis();
    return database.run(
        "store a training run",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO training (id, cancel_hash, state, document, settings, problems,"
                      + " figures, history, created_at, updated_at)"
                      + " VALUES (?, ?, 'queued', ?, ?, '[]', ?, ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, Secret.hash(token));
            insert.setString(3, document);
            insert.setString(4, settings);
            insert.setString(5, figures);
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
  public void update(Stored run, @Nullable String parameters) {
    database.run(
        "update a training run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET state = ?, message = ?, problems = ?, figures = ?,"
                      + " history = ?, parameters = ?, updated_at = ? WHERE id = ?")) {
            update.setString(1, run.state());
            update.setString(2, run.message());
            update.setString(3, run.problems());
            update.setString(4, run.figures());
            update.setString(5, run.history());
            update.setString(6, parameters);
            update.setLong(7, clock.millis());
            update.setString(8, run.id());
            return update.executeUpdate();
          }
        });
  }

  /** Marks every run that was queued or under way as failed, and says how many there were. */
  public int failUnfinished(String message) {
    return database.run(
        "close interrupted training runs",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET state = 'failed', message = ?, updated_at = ?"
                      + " WHERE state IN ('queued', 'running')")) {
            update.setString(1, message);
            update.setLong(2, clock.millis());
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
                  "SELECT state, message, problems, figures, history FROM training"
                      + " WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  new Stored(
                      id,
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5)));
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

  /**
   * What a run was asked to do.
   *
   * @param settings a JSON object
   * @param createdAt milliseconds since 1970
   */
  public record Request(String document, String settings, long createdAt) {}

  /** What the run of that id was asked to do, or none for an unknown id. */
  public Optional<Request> request(String id) {
    return database.run(
        "read what a training run was asked to do",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT document, settings, created_at FROM training WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(new Request(row.getString(1), row.getString(2), row.getLong(3)))
                  : Optional.empty();
            }
          }
        });
  }

  /** Something that a run keeps beside its figures. */
  public enum Keepsake {
    /** JSON: the names and shapes of the parameters, in their order. */
    LAYOUT("layout"),
    /** JSON: the test examples summed up. */
    RESULT("result"),
    /** Base64: what the model made of each test example. */
    OUTCOMES("outcomes");

    private final String column;

    Keepsake(String column) {
      this.column = column;
    }
  }

  /** Keeps something of a run in place of what was there. */
  public void keep(String id, Keepsake what, String content) {
    database.run(
        "store the " + what.column + " of a training run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET " + what.column + " = ? WHERE id = ?")) {
            update.setString(1, content);
            update.setString(2, id);
            return update.executeUpdate();
          }
        });
  }

  /** What a run has kept, or none while there is nothing. */
  public Optional<String> kept(String id, Keepsake what) {
    return database.run(
        "read the " + what.column + " of a training run",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT " + what.column + " FROM training WHERE id = ?")) {
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
}
