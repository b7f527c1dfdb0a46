package org.chainrule.server;

import io.javalin.Javalin;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chainrule.server.api.Api;
import org.chainrule.server.store.CheckpointStore;
import org.chainrule.server.store.Database;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.store.LeaseStore;
import org.chainrule.server.store.TrainingQueue;
import org.chainrule.server.store.TrainingStore;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.RunLimits;
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
   * @throws RuntimeException when the database or the port cannot be used
   */
  public static App start(Config config, Clock clock) {
    String address = config.database();
    Database database =
        address == null
            ? Database.open(config.data(), config.dataMegabytes())
            : Database.connect(address);
    try {
      return start(config, clock, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static App start(Config config, Clock clock, Database database) {
    Mnist mnist = new Mnist(config.mnist());
    RunSettings settings = config.runs();
    TrainingQueue queue =
        new TrainingQueue(
            database,
            UUID.randomUUID().toString(),
            settings.workers(),
            trainers(settings.workers()),
            settings.silence(),
            clock);
    TrainingStore runs = new TrainingStore(database, queue, clock);
    TrainingService trainings =
        new TrainingService(
            runs, new LeaseStore(database, clock), queue, mnist, clock, limits(settings));
    try {
      Api api =
          new Api(
              Version.current(),
              config.api(),
              new GraphStore(database, clock),
              trainings,
              new RunResults(runs, new CheckpointStore(database), mnist),
              mnist,
              clock);
      Javalin javalin =
          Javalin.create(config.role().web() ? api::configure : api::configureWorker)
              .start(config.host(), config.port());
      if (config.role().worker()) {
        trainings.start();
      }
      return new App(database, trainings, javalin);
    } catch (RuntimeException e) {
      trainings.close();
      throw e;
    }
  }

  private static RunLimits limits(RunSettings settings) {
    // A heap with room for less is what counts; the other half is for everything else.
    long heap = Runtime.getRuntime().maxMemory() / 2 / settings.workers();
    return new RunLimits(
        settings.perClient(),
        settings.queue(),
        Duration.ofMinutes(settings.minutes()),
        Math.min((long) settings.megabytes() << 20, heap));
  }

  private static ExecutorService trainers(int threads) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "training");
          thread.setDaemon(true);
          thread.setPriority(Thread.MIN_PRIORITY);
          return thread;
        });
  }

  /** The port it listens at. */
  public int port() {
    return javalin.port();
  }

  /**
   * Begins nothing new and ends the pages' event streams; then the requests, then the training
   * runs, which are handed back, then the database.
   */
  @Override
  public void close() {
    trainings.stop();
    javalin.stop();
    trainings.close();
    database.close();
  }
}
