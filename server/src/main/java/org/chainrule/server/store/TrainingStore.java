package org.chainrule.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Training runs as those who ask for them see them; {@link LeaseStore} has the side of the workers.
 * Thread-safe.
 */
public final class TrainingStore {

  private final Database database;
  private final TrainingQueue queue;
  private final Clock clock;

  public TrainingStore(Database database, TrainingQueue queue, Clock clock) {
    this.database = database;
    this.queue = queue;
    this.clock = clock;
  }

  /** In place of an id, where news may have been missed: any run may have changed. */
  public static final String ANY = Database.ANY;

  /**
   * Calls with the id of each run that has changed, on this server or another, or with {@link
   * #ANY}. Called on a thread of the database: the listener returns at once.
   */
  public void onNews(Consumer<String> listener) {
    database.listen(listener);
  }

  /**
   * A run to be accepted.
   *
   * @param client who asks; forgotten when the run is over
   * @param settings a JSON object
   * @param figures a JSON object
   * @param history JSON: a curve without points
   */
  public record Submission(
      String client, String document, String settings, String figures, String history) {}

  /**
   * How many runs may be unfinished, waiting or under way.
   *
   * @param perClient of one client
   * @param all of all clients
   */
  public record Quota(int perClient, int all) {}

  /** What became of a submission. */
  public sealed interface Admission {

    /**
     * It waits for its turn.
     *
     * @param token the only copy of the right to cancel it
     */
    record Admitted(String id, String token) implements Admission {}

    /** The client has too many unfinished runs already. */
    record TooManyOfClient(int unfinished) implements Admission {}

    /** There are too many unfinished runs already. */
    record TooMany(int unfinished) implements Admission {}
  }

  /**
   * A run as it was last written.
   *
   * @param problems a JSON array
   * @param figures a JSON object: how far it came
   * @param history JSON: the curve
   * @param changes grows with every change
   * @param reports how often the test examples were summed up
   */
  public record Stored(
      String id,
      String state,
      @Nullable String message,
      String problems,
      String figures,
      String history,
      long changes,
      long reports) {}

  /** Stores a run and gives it its place in the queue, where the quota allows. */
  public Admission submit(Submission submission, Quota quota) {
    String id = Secret.newId();
    String token = Secret.newToken();
    Admission admission =
        database.write(
            "store a training run",
            connection -> {
              database.oneAtATime(connection);
              int all = unfinished(connection, null);
              if (all >= quota.all()) {
                return new Admission.TooMany(all);
              }
              int own = unfinished(connection, submission.client());
              if (own >= quota.perClient()) {
                return new Admission.TooManyOfClient(own);
              }
              insert(connection, id, Secret.hash(token), submission);
              // The first run of a client comes before the second of another.
              queue.put(id, own);
              return new Admission.Admitted(id, token);
            });
    queue.look();
    return admission;
  }

  private static int unfinished(Connection connection, @Nullable String client)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*) FROM training WHERE state IN ('queued', 'running')"
                + (client == null ? "" : " AND client = ?"))) {
      if (client != null) {
        select.setString(1, client);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void insert(Connection connection, String id, String hash, Submission submission)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO training (id, cancel_hash, client, state, document, settings, problems,"
                + " figures, history, created_at, updated_at)"
                + " VALUES (?, ?, ?, 'queued', ?, ?, '[]', ?, ?, ?, ?)")) {
      insert.setString(1, id);
      insert.setString(2, hash);
      insert.setString(3, submission.client());
      insert.setString(4, submission.document());
      insert.setString(5, submission.settings());
      insert.setString(6, submission.figures());
      insert.setString(7, submission.history());
      insert.setLong(8, clock.millis());
      insert.setLong(9, clock.millis());
      insert.executeUpdate();
    }
  }

  /** How many runs are in a state. */
  public int count(String state) {
    return database.read(
        "count training runs",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT count(*) FROM training WHERE state = ?")) {
            select.setString(1, state);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  /**
   * Cancels a run that waits, and asks the worker of one that is under way to stop; one that is
   * over stays as it is.
   */
  public void cancel(String id) {
    database.write(
        "cancel a training run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET cancel_requested = 1, changes = changes + 1, updated_at = ?,"
                      + " client = CASE WHEN state = 'queued' THEN NULL ELSE client END,"
                      + " state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END"
                      + " WHERE id = ? AND state IN ('queued', 'running')")) {
            update.setLong(1, clock.millis());
            update.setString(2, id);
            int changed = update.executeUpdate();
            database.announce(connection, id);
            return changed;
          }
        });
  }

  /** The run of that id, or none. */
  public Optional<Stored> find(String id) {
    return database.read(
        "read a training run",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT state, message, problems, figures, history, changes, reports FROM training"
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
                      row.getString(5),
                      row.getLong(6),
                      row.getLong(7)));
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
    return database.read(
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

  /** What a run has kept, or none while there is nothing. */
  public Optional<String> kept(String id, Keepsake what) {
    return database.read(
        "read the " + what.word() + " of a training run",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT content FROM keepsake WHERE training_id = ? AND name = ?")) {
            select.setString(1, id);
            select.setString(2, what.word());
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Whether the token may cancel the run; false for an unknown run too. */
  public boolean mayCancel(String id, String token) {
    return database.read(
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
