package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import org.chainrule.engine.op.library.Library;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.RunResults;
import org.chainrule.server.training.TrainingService;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The whole HTTP interface, ready to be put on a server. */
public final class Api {

  /** Threads for requests, beside those that pages hold which follow a training. */
  private static final int THREADS = 200;

  private final String version;
  private final ApiSettings settings;
  private final GraphStore graphs;
  private final TrainingService trainings;
  private final RunResults results;
  private final Mnist mnist;

  public Api(
      String version,
      ApiSettings settings,
      GraphStore graphs,
      TrainingService trainings,
      RunResults results,
      Mnist mnist) {
    this.version = version;
    this.settings = settings;
    this.graphs = graphs;
    this.trainings = trainings;
    this.results = results;
    this.mnist = mnist;
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
          // A connection remembers headers; otherwise a token could be read in another one's case.
          http.setHeaderCacheCaseSensitive(true);
        });
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector = PatientConnector.of(server, http, settings.requestSeconds());
          connector.setHost(config.jetty.host);
          connector.setPort(config.jetty.port);
          return connector;
        });
    config.jetty.threadPool = new QueuedThreadPool(THREADS + settings.streams());
    config.jetty.modifyServer(
        server -> {
          // Each stands in front of those before it.
          server.insertHandler(new Gate(new HostNames(settings.allowedHosts())));
          server.insertHandler(new SecurityHeaders());
          server.insertHandler(
              new RequestInfo.Stamp(
                  new Clients(settings.trustedProxies()), settings.requestSeconds()));
          if (settings.accessLog()) {
            server.setRequestLog(new AccessLog());
          }
        });
    Quotas quotas = new Quotas(settings);
    Errors.register(config);
    new HealthRoutes(version).register(config.routes);
    new GraphRoutes(graphs, quotas).register(config.routes);
    new TrainingRoutes(trainings, graphs, quotas).register(config.routes);
    new RunRoutes(trainings, results).register(config.routes);
    new DatasetRoutes(mnist).register(config.routes);
    new DocsRoutes(Library.standard()).register(config.routes);
    new PageRoutes(new WebFiles()).register(config.routes);
  }
}
