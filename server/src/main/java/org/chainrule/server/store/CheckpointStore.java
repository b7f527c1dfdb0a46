package org.chainrule.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The parameters of training runs at some of their steps. Thread-safe. */
public final class CheckpointStore {

  private final Database database;
  private final Clock clock;

  public CheckpointStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A checkpoint without its parameters.
   *
   * @param figures a JSON object: where the run stood
   */
  public record Entry(long step, String figures) {}

  /** Keeps a checkpoint; one of the same step makes place for it. */
  public void put(String training, Entry entry, byte[] parameters) {
    database.transaction(
        "store a checkpoint",
        connection -> {
          try (PreparedStatement delete =
                  connection.prepareStatement(
                      "DELETE FROM checkpoint WHERE training_id = ? AND step = ?");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "INSERT INTO checkpoint (training_id, step, figures, parameters, created_at)"
                          + " VALUES (?, ?, ?, ?, ?)")) {
            delete.setString(1, training);
            delete.setLong(2, entry.step());
            delete.executeUpdate();
            insert.setString(1, training);
            insert.setLong(2, entry.step());
            insert.setString(3, entry.figures());
            insert.setString(4, Base64.getEncoder().encodeToString(parameters));
            insert.setLong(5, clock.millis());
            return insert.executeUpdate();
          }
        });
  }

  /** The checkpoints of a run, the first step first. */
  public List<Entry> list(String training) {
    return database.run(
        "list checkpoints",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT step, figures FROM checkpoint WHERE training_id = ? ORDER BY step")) {
            select.setString(1, training);
            try (ResultSet rows = select.executeQuery()) {
              List<Entry> found = new ArrayList<>();
              while (rows.next()) {
                found.add(new Entry(rows.getLong(1), rows.getString(2)));
              }
              return found;
            }
          }
        });
  }

  /** The parameters at a step, or none where no checkpoint was taken there. */
  public Optional<byte[]> parameters(String training, long step) {
    return database.run(
        "read a checkpoint",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT parameters FROM checkpoint WHERE training_id = ? AND step = ?")) {
            select.setString(1, training);
            select.setLong(2, step);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(Base64.getDecoder().decode(row.getString(1)))
                  : Optional.empty();
            }
          }
        });
  }
}
