package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import java.time.Clock;
import org.chainrule.engine.op.library.Library;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.RunResults;
import org.chainrule.server.training.TrainingService;
import org.eclipse.jetty.http.UriCompliance;

/** The whole HTTP interface, ready to be put on a server. */
public final class Api {

  private final String version;
  private final GraphStore graphs;
  private final TrainingService trainings;
  private final RunResults results;
  private final Mnist mnist;
  private final Clock clock;

  public Api(
      String version,
      GraphStore graphs,
      TrainingService trainings,
      RunResults results,
      Mnist mnist,
      Clock clock) {
    this.version = version;
    this.graphs = graphs;
    this.trainings = trainings;
    this.results = results;
    this.mnist = mnist;
    this.clock = clock;
  }

  /** Adds limits, headers, errors and every route. */
  public void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = RequestBody.MAX_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setUriCompliance(UriCompliance.DEFAULT);
          http.setSendServerVersion(false);
        });
    config.jetty.modifyServer(server -> server.insertHandler(new SecurityHeaders()));
    Errors.register(config);
    new HealthRoutes(version).register(config.routes);
    new GraphRoutes(graphs).register(config.routes);
    new TrainingRoutes(trainings, graphs).register(config.routes);
    new RunRoutes(trainings, results).register(config.routes);
    new DatasetRoutes(mnist).register(config.routes);
    new ResultRoutes(version, clock).register(config.routes);
    new DocsRoutes(Library.standard()).register(config.routes);
    new PageRoutes(new WebFiles()).register(config.routes);
  }
}
