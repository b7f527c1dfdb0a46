package org.chainrule.server.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database refused; the message is a sentence for the log, never for a client. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of refusal it was. */
  enum Reason {
    /** It cannot be reached, or has more to do than it takes on: the same may work in a moment. */
    BUSY,
    /** There is no room left for what is new. */
    FULL,
    /** Anything else. */
    FAILED
  }

  private final Reason reason;

  StoreException(String message, @Nullable Throwable cause) {
    this(Reason.FAILED, message, cause);
  }

  StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What could not be done, for the reason that the database gave. */
  static StoreException of(String what, SQLException cause) {
    return new StoreException(
        reasonOf(cause), "Could not " + what + ": " + cause.getMessage(), cause);
  }

  private static Reason reasonOf(SQLException failure) {
    if (failure instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      return code == SQLiteErrorCode.SQLITE_FULL
          ? Reason.FULL
          : code == SQLiteErrorCode.SQLITE_BUSY ? Reason.BUSY : Reason.FAILED;
    }
    String state = String.valueOf(failure.getSQLState());
    // Classes of the SQL standard: 08 connection exception; PostgreSQL's 53 insufficient resources
    // with 53100 disk full, 57P operator intervention, such as a shutdown,
    // 25P03 a transaction that stood still for too long.
    if (state.equals("53100")) {
      return Reason.FULL;
    }
    boolean away =
        failure instanceof SQLTransientException
            || failure instanceof SQLNonTransientConnectionException
            || state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.equals("25P03");
    return away ? Reason.BUSY : Reason.FAILED;
  }

  /** Whether there was no room to write; what is stored can still be read. */
  public boolean diskFull() {
    return reason == Reason.FULL;
  }

  /** Whether the database has too much to do or is away: the same may work in a moment. */
  public boolean busy() {
    return reason == Reason.BUSY;
  }
}
