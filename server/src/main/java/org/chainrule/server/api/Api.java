package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import org.chainrule.engine.op.library.Library;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.RunResults;
import org.chainrule.server.training.TrainingService;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/** The whole HTTP interface, ready to be put on a server. */
public final class Api {

  private static final long STOP_MILLIS = 10_000;

  private final String version;
  private final GraphStore graphs;
  private final TrainingService trainings;
  private final RunResults results;
  private final Mnist mnist;

  public Api(
      String version,
      GraphStore graphs,
      TrainingService trainings,
      RunResults results,
      Mnist mnist) {
    this.version = version;
    this.graphs = graphs;
    this.trainings = trainings;
    this.results = results;
    this.mnist = mnist;
  }

  /** Adds limits, headers, errors and every route. */
  public void configure(JavalinConfig config) {
    configureWorker(config);
    new GraphRoutes(graphs).register(config.routes);
    new TrainingRoutes(trainings, graphs).register(config.routes);
    new RunRoutes(trainings, results).register(config.routes);
    new DatasetRoutes(mnist).register(config.routes);
    new DocsRoutes(Library.standard()).register(config.routes);
    new PageRoutes(new WebFiles()).register(config.routes);
  }

  /** The same for a process that only works on training runs: it tells how it is, and no more. */
  public void configureWorker(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = RequestBody.MAX_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setUriCompliance(UriCompliance.DEFAULT);
          http.setSendServerVersion(false);
        });
    config.jetty.modifyServer(
        server -> {
          server.insertHandler(new SecurityHeaders());
          // Requests under way are waited for when the server stops; new ones get 503.
          server.insertHandler(new GracefulHandler());
          server.setStopTimeout(STOP_MILLIS);
          server.addEventListener(new Hasty());
        });
    Errors.register(config);
    new HealthRoutes(version).register(config.routes);
  }

  /** Lets connections without a request go at once when the server stops. */
  private static final class Hasty implements LifeCycle.Listener {

    private static final long IDLE_MILLIS = 50;

    @Override
    public void lifeCycleStopping(LifeCycle server) {
      for (Connector connector : ((Server) server).getConnectors()) {
        if (connector instanceof AbstractConnector one) {
          one.setShutdownIdleTimeout(IDLE_MILLIS);
        }
      }
    }
  }
}
