package org.chainrule.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shared graphs: every revision is kept for ever, one of them is the current one. Thread-safe. */
public final class GraphStore {

  private final Database database;
  private final Clock clock;

  public GraphStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A graph that was just stored.
   *
   * @param editToken the only copy of the right to change it
   */
  public record Created(String id, String editToken, int revision) {}

  /** A revision of a graph, its document as JSON text. */
  public record Stored(String id, int revision, String document) {}

  /** What became of an attempt to save a new revision. */
  public sealed interface Saved {

    /** It is the current revision now. */
    record AsRevision(int revision) implements Saved {}

    /** There is no such graph. */
    record Unknown() implements Saved {}

    /** The token is not the graph's. */
    record Forbidden() implements Saved {}

    /** Somebody saved another revision in between; nothing was changed. */
    record Stale(int current) implements Saved {}
  }

  /** Stores a document as the first revision of a new graph. */
  public Created create(String document) {
    String id = Secret.newId();
    String token = Secret.newToken();
    long now = clock.millis();
    return database.write(
        "store a graph",
        connection -> {
          try (PreparedStatement graph =
              connection.prepareStatement(
                  "INSERT INTO graph (id, edit_hash, revision, created_at) VALUES (?, ?, 1, ?)")) {
            graph.setString(1, id);
            graph.setString(2, Secret.hash(token));
            graph.setLong(3, now);
            graph.executeUpdate();
          }
          insertRevision(connection, id, 1, document, now);
          return new Created(id, token, 1);
        });
  }

  /** The current revision, or none for an id that nobody was given. */
  public Optional<Stored> find(String id) {
    return database.read(
        "read a graph",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT g.revision, r.document FROM graph g"
                      + " JOIN graph_revision r ON r.graph_id = g.id AND r.revision = g.revision"
                      + " WHERE g.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(new Stored(id, row.getInt(1), row.getString(2)))
                  : Optional.empty();
            }
          }
        });
  }

  /** A revision as it was saved, or none where there is no such graph or no such revision. */
  public Optional<Stored> find(String id, int revision) {
    return database.read(
        "read a graph's revision",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT document FROM graph_revision WHERE graph_id = ? AND revision = ?")) {
            select.setString(1, id);
            select.setInt(2, revision);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(new Stored(id, revision, row.getString(1)))
                  : Optional.empty();
            }
          }
        });
  }

  /** The number of the current revision, or none for an id that nobody was given. */
  public Optional<Integer> revision(String id) {
    return database.read(
        "read a graph's revision",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT revision FROM graph WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
          }
        });
  }

  /**
   * Saves a document as the next revision.
   *
   * @param expected the revision the change was made from, or null for whichever is current
   */
  public Saved save(String id, String token, @Nullable Integer expected, String document) {
    long now = clock.millis();
    return database.write(
        "save a graph",
        connection -> {
          while (true) {
            int current;
            try (PreparedStatement select =
                connection.prepareStatement("SELECT edit_hash, revision FROM graph WHERE id = ?")) {
              select.setString(1, id);
              try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                  return new Saved.Unknown();
                }
                if (!Secret.matches(token, row.getString(1))) {
                  return new Saved.Forbidden();
                }
                current = row.getInt(2);
              }
            }
            if (expected != null && expected != current) {
              return new Saved.Stale(current);
            }
            int next = current + 1;
            if (move(connection, id, current, next)) {
              insertRevision(connection, id, next, document, now);
              return new Saved.AsRevision(next);
            }
            // Another server has moved it since it was read: look again.
          }
        });
  }

  private static boolean move(Connection connection, String id, int from, int to)
      throws SQLException {
    try (PreparedStatement move =
        connection.prepareStatement(
            "UPDATE graph SET revision = ? WHERE id = ? AND revision = ?")) {
      move.setInt(1, to);
      move.setString(2, id);
      move.setInt(3, from);
      return move.executeUpdate() == 1;
    }
  }

  private static void insertRevision(
      Connection connection, String id, int revision, String document, long now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO graph_revision (graph_id, revision, document, created_at)"
                + " VALUES (?, ?, ?, ?)")) {
      insert.setString(1, id);
      insert.setInt(2, revision);
      insert.setString(3, document);
      insert.setLong(4, now);
      insert.executeUpdate();
    }
  }
}
