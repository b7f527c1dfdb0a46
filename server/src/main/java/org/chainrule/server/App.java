package org.chainrule.server;

import io.javalin.Javalin;
import java.time.Clock;
import org.chainrule.server.api.Api;
import org.chainrule.server.store.CheckpointStore;
import org.chainrule.server.store.Database;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.store.TrainingStore;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.RunResults;
import org.chainrule.server.training.TrainingService;

/** A running server: the database, the training workers and the HTTP interface, in that order. */
public final class App implements AutoCloseable {

  private final Database database;
  private final TrainingService trainings;
  private final Javalin javalin;

  private App(Database database, TrainingService trainings, Javalin javalin) {
    this.database = database;
    this.trainings = trainings;
    this.javalin = javalin;
  }

  /**
   * Starts a server; it answers when this returns.
   *
   * @throws RuntimeException when the data folder or the port cannot be used
   */
  public static App start(Config config, Clock clock) {
    Database database = Database.open(config.data());
    Mnist mnist = new Mnist(config.mnist());
    TrainingStore runs = new TrainingStore(database, clock);
    CheckpointStore checkpoints = new CheckpointStore(database, clock);
    TrainingService trainings =
        new TrainingService(runs, checkpoints, mnist, clock, config.workers(), config.queue());
    try {
      Api api =
          new Api(
              Version.current(),
              new GraphStore(database, clock),
              trainings,
              new RunResults(runs, checkpoints, mnist),
              mnist,
              clock);
      Javalin javalin = Javalin.create(api::configure).start(config.host(), config.port());
      return new App(database, trainings, javalin);
    } catch (RuntimeException e) {
      trainings.close();
      database.close();
      throw e;
    }
  }

  /** The port it listens at. */
  public int port() {
    return javalin.port();
  }

  /** Ends the trainings, which ends the pages' event streams; then the requests, then the data. */
  @Override
  public void close() {
    trainings.close();
    javalin.stop();
    database.close();
  }
}
