package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import java.time.Clock;
import org.chainrule.engine.op.library.Library;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.RunResults;
import org.chainrule.server.training.TrainingService;
import org.jspecify.annotations.Nullable;

/** The whole HTTP interface, ready to be put on a server. */
public final class Api {

  private final String version;
  private final ApiSettings settings;
  private final GraphStore graphs;
  private final TrainingService trainings;
  private final RunResults results;
  private final Mnist mnist;
  private final Clock clock;

  public Api(
      String version,
      ApiSettings settings,
      GraphStore graphs,
      TrainingService trainings,
      RunResults results,
      Mnist mnist,
      Clock clock) {
    this.version = version;
    this.settings = settings;
    this.graphs = graphs;
    this.trainings = trainings;
    this.results = results;
    this.mnist = mnist;
    this.clock = clock;
  }

  /** Adds limits, headers, errors and every route. */
  public void configure(JavalinConfig config) {
    configure(config, new Pages(new WebFiles()));
    Quotas quotas = new Quotas(settings);
    new GraphRoutes(graphs, quotas).register(config.routes);
    new TrainingRoutes(trainings, graphs, quotas).register(config.routes);
    new RunRoutes(trainings, results).register(config.routes);
    new DatasetRoutes(mnist).register(config.routes);
    new OpenApiRoutes(version).register(config.routes);
    new ResultRoutes(version, clock).register(config.routes);
    new DocsRoutes(Library.standard()).register(config.routes);
  }

  /** The same for a process that only works on training runs: it tells how it is, and no more. */
  public void configureWorker(JavalinConfig config) {
    configure(config, null);
  }

  private void configure(JavalinConfig config, @Nullable Pages pages) {
    Metrics metrics = settings.metrics() ? new Metrics(trainings) : null;
    new Entrance(settings, metrics, pages).configure(config);
    Errors.register(config);
    new HealthRoutes(version, graphs, trainings).register(config.routes);
    if (metrics != null) {
      metrics.register(config);
    }
  }
}
