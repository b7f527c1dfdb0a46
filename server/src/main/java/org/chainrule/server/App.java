package org.chainrule.server;

import io.javalin.Javalin;
import java.time.Clock;
import org.chainrule.server.api.Api;
import org.chainrule.server.store.Database;
import org.chainrule.server.store.GraphStore;

/** A running server: the database, the training workers and the HTTP interface, in that order. */
public final class App implements AutoCloseable {

  private final Database database;
  private final Javalin javalin;

  private App(Database database, Javalin javalin) {
    this.database = database;
    this.javalin = javalin;
  }

  /**
   * Starts a server; it answers when this returns.
   *
   * @throws RuntimeException when the data folder or the port cannot be used
   */
  public static App start(Config config, Clock clock) {
    Database database = Database.open(config.data());
    try {
      Api api = new Api(Version.current(), new GraphStore(database, clock));
      Javalin javalin = Javalin.create(api::configure).start(config.host(), config.port());
      return new App(database, javalin);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The port it listens at. */
  public int port() {
    return javalin.port();
  }

  /** Stops taking requests, then trainings, then closes the database. */
  @Override
  public void close() {
    javalin.stop();
    database.close();
  }
}
