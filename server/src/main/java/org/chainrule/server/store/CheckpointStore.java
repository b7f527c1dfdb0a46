package org.chainrule.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The parameters of training runs at some of their steps. Thread-safe. */
public final class CheckpointStore {

  private final Database database;

  public CheckpointStore(Database database) {
    this.database = database;
  }

  /**
   * A checkpoint without its parameters.
   *
   * @param figures a JSON object: where the run stood
   */
  public record Entry(long step, String figures) {}

  /** The checkpoints of a run, the first step first. */
  public List<Entry> list(String training) {
    return database.read(
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
    return database.read(
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
