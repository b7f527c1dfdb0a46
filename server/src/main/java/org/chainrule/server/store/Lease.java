package org.chainrule.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A worker's right to write about a run. Whoever takes the run over gets a greater fence, and from
 * then on nothing that is written under this one is kept, however late it comes.
 *
 * @param run the id of the run
 * @param fence how many times the run had been taken over when this lease began
 */
public record Lease(String run, long fence) {

  /**
   * Within a transaction: makes sure that the lease still holds, and that it does until the
   * transaction is over.
   *
   * @throws FencedException where it does not
   */
  void hold(Connection connection, long now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE training SET heartbeat_at = ?"
                + " WHERE id = ? AND fence = ? AND state = 'running'")) {
      update.setLong(1, now);
      update.setString(2, run);
      update.setLong(3, fence);
      if (update.executeUpdate() == 0) {
        throw new FencedException(this);
      }
    }
  }
}
