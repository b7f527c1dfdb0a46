package org.chainrule.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker writes about the run it has. Every write carries its lease as a condition, in the
 * statement or the transaction that changes something, so that a worker that was paused and comes
 * back can write nothing. Thread-safe.
 */
public final class LeaseStore {

  private final Database database;
  private final Clock clock;

  public LeaseStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A run that a worker has taken.
   *
   * @param attempts workers that took it since it last got further, this one included
   * @param cancelRequested whether it was cancelled before anyone took it
   * @param figures a JSON object: how far it came
   * @param resume everything it needs to go on, or null where it begins
   */
  public record Claimed(
      Lease lease,
      int attempts,
      boolean cancelRequested,
      String document,
      String settings,
      String figures,
      String history,
      byte @Nullable [] resume) {}

  /**
   * Where a run stands.
   *
   * @param figures a JSON object
   * @param history JSON: the curve, or null to leave it as it is
   */
  public record Standing(String figures, @Nullable String history) {}

  /**
   * Everything that a run needs to go on.
   *
   * @param step steps done
   */
  public record ResumePoint(long step, byte[] state) {}

  /**
   * How a run ended.
   *
   * @param problems a JSON array
   * @param parameters JSON, or null where it has not succeeded
   */
  public record End(
      String state, @Nullable String message, String problems, @Nullable String parameters) {}

  /** Takes a run over from whoever had it; none where it is over or unknown. */
  public Optional<Claimed> claim(String run, String worker) {
    return database.write(
        "take a training run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET state = 'running', fence = fence + 1,"
                      + " attempts = attempts + 1, worker = ?, heartbeat_at = ?, updated_at = ?,"
                      + " changes = changes + 1"
                      + " WHERE id = ? AND state IN ('queued', 'running')"
                      + " RETURNING fence, attempts, cancel_requested, document, settings,"
                      + " figures, history")) {
            update.setString(1, worker);
            update.setLong(2, clock.millis());
            update.setLong(3, clock.millis());
            update.setString(4, run);
            try (ResultSet row = update.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              Claimed claimed =
                  new Claimed(
                      new Lease(run, row.getLong(1)),
                      row.getInt(2),
                      row.getInt(3) == 1,
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getString(7),
                      resumePoint(connection, run));
              database.announce(connection, run);
              return Optional.of(claimed);
            }
          }
        });
  }

  private static byte @Nullable [] resumePoint(Connection connection, String run)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT state FROM resume_point WHERE training_id = ?")) {
      select.setString(1, run);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  /**
   * Tells how far the run is and that its worker lives.
   *
   * @return whether somebody wants it cancelled
   * @throws FencedException where the run is another worker's
   */
  public boolean beat(Lease lease, Standing standing) {
    return database.write(
        "tell how far a training run is", connection -> beat(connection, lease, standing));
  }

  /** Heartbeat, figures, fence and cancel in one statement: there is no gap between them. */
  private boolean beat(Connection connection, Lease lease, Standing standing) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE training SET figures = ?, history = COALESCE(?, history), heartbeat_at = ?, updated_at = ?,"
                + " changes = changes + 1"
                + " WHERE id = ? AND fence = ? AND state = 'running'"
                + " RETURNING cancel_requested")) {
      update.setString(1, standing.figures());
      update.setString(2, standing.history());
      update.setLong(3, clock.millis());
      update.setLong(4, clock.millis());
      update.setString(5, lease.run());
      update.setLong(6, lease.fence());
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          throw new FencedException(lease);
        }
        boolean cancel = row.getInt(1) == 1;
        database.announce(connection, lease.run());
        return cancel;
      }
    }
  }

  /**
   * A heartbeat that also keeps where the run can go on; what is kept after it counts as progress.
   *
   * @return whether somebody wants it cancelled
   * @throws FencedException where the run is another worker's
   */
  public boolean checkpoint(Lease lease, Standing standing, ResumePoint point) {
    return database.write(
        "store where a training run can go on",
        connection -> {
          boolean cancel = beat(connection, lease, standing);
          keep(connection, lease.run(), point);
          return cancel;
        });
  }

  private void keep(Connection connection, String run, ResumePoint point) throws SQLException {
    try (PreparedStatement upsert =
            connection.prepareStatement(
                "INSERT INTO resume_point (training_id, step, state, created_at)"
                    + " VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (training_id) DO UPDATE SET step = excluded.step,"
                    + " state = excluded.state, created_at = excluded.created_at");
        PreparedStatement further =
            connection.prepareStatement("UPDATE training SET attempts = 0 WHERE id = ?")) {
      upsert.setString(1, run);
      upsert.setLong(2, point.step());
      upsert.setBytes(3, point.state());
      upsert.setLong(4, clock.millis());
      upsert.executeUpdate();
      further.setString(1, run);
      further.executeUpdate();
    }
  }

  /**
   * Gives a run back to the queue, to be gone on with by any worker.
   *
   * @param point where it can go on, or null where it has not begun
   * @throws FencedException where the run is another worker's
   */
  public void handBack(Lease lease, Standing standing, @Nullable ResumePoint point) {
    database.write(
        "hand back a training run",
        connection -> {
          beat(connection, lease, standing);
          if (point != null) {
            keep(connection, lease.run(), point);
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET state = 'queued', worker = NULL, attempts = 0"
                      + " WHERE id = ?")) {
            update.setString(1, lease.run());
            return update.executeUpdate();
          }
        });
  }

  /**
   * Ends a run, once and for all.
   *
   * @throws FencedException where the run is another worker's or over
   */
  public void finish(Lease lease, Standing standing, End end) {
    database.write(
        "end a training run",
        connection -> {
          beat(connection, lease, standing);
          try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE training SET state = ?, message = ?, problems = ?, client = NULL,"
                          + " worker = NULL WHERE id = ?");
              PreparedStatement done =
                  connection.prepareStatement("DELETE FROM resume_point WHERE training_id = ?")) {
            update.setString(1, end.state());
            update.setString(2, end.message());
            update.setString(3, end.problems());
            update.setString(4, lease.run());
            update.executeUpdate();
            done.setString(1, lease.run());
            done.executeUpdate();
          }
          String parameters = end.parameters();
          if (parameters != null) {
            keep(connection, lease.run(), Keepsake.PARAMETERS, parameters);
          }
          return true;
        });
  }

  /**
   * Keeps what the test examples said after an epoch, in place of what they said before.
   *
   * @param result JSON: summed up
   * @param outcomes base64: one by one
   * @throws FencedException where the run is another worker's
   */
  public void judged(Lease lease, Standing standing, String result, String outcomes) {
    database.write(
        "store what a training run came to",
        connection -> {
          beat(connection, lease, standing);
          keep(connection, lease.run(), Keepsake.RESULT, result);
          keep(connection, lease.run(), Keepsake.OUTCOMES, outcomes);
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE training SET reports = reports + 1 WHERE id = ?")) {
            update.setString(1, lease.run());
            return update.executeUpdate();
          }
        });
  }

  /**
   * Keeps something of a run in place of what was there.
   *
   * @throws FencedException where the run is another worker's
   */
  public void keep(Lease lease, Keepsake what, String content) {
    database.write(
        "store the " + what.word() + " of a training run",
        connection -> {
          lease.hold(connection, clock.millis());
          return keep(connection, lease.run(), what, content);
        });
  }

  private static int keep(Connection connection, String run, Keepsake what, String content)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO keepsake (training_id, name, content) VALUES (?, ?, ?)"
                + " ON CONFLICT (training_id, name) DO UPDATE SET content = excluded.content")) {
      upsert.setString(1, run);
      upsert.setString(2, what.word());
      upsert.setString(3, content);
      return upsert.executeUpdate();
    }
  }

  /**
   * Keeps the parameters at a step; one checkpoint of the same step makes place for it.
   *
   * @throws FencedException where the run is another worker's
   */
  public void keep(Lease lease, CheckpointStore.Entry entry, byte[] parameters) {
    database.write(
        "store a checkpoint",
        connection -> {
          lease.hold(connection, clock.millis());
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "INSERT INTO checkpoint (training_id, step, figures, parameters, created_at)"
                      + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (training_id, step) DO UPDATE SET"
                      + " figures = excluded.figures, parameters = excluded.parameters,"
                      + " created_at = excluded.created_at")) {
            upsert.setString(1, lease.run());
            upsert.setLong(2, entry.step());
            upsert.setString(3, entry.figures());
            upsert.setString(4, Base64.getEncoder().encodeToString(parameters));
            upsert.setLong(5, clock.millis());
            return upsert.executeUpdate();
          }
        });
  }
}
