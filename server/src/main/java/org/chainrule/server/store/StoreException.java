package org.chainrule.server.store;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** The database refused; the message is a sentence for the log, never for a client. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** SQLITE_FULL: the disk has no room, or the database is as large as it may be. */
  private static final int SQLITE_FULL = 13;

  /** PostgreSQL's disk_full. */
  private static final String DISK_FULL = "53100";

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether there was no room to write; what is stored can still be read. */
  public boolean diskFull() {
    for (Throwable at = this; at != null; at = at.getCause()) {
      if (at instanceof SQLException e
          && ((e instanceof SQLiteException && e.getErrorCode() == SQLITE_FULL)
              || DISK_FULL.equals(e.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
