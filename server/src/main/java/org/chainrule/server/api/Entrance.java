package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** What stands in front of every route: connections and their limits, headers, and who may pass. */
final class Entrance {

  /** Threads for requests, beside those that pages hold which follow a training. */
  private static final int THREADS = 200;

  private static final long STOP_MILLIS = 10_000;

  private final ApiSettings settings;
  private final @Nullable Metrics metrics;
  private final @Nullable Pages pages;

  /**
   * @param metrics null where none are wanted
   * @param pages null where only others serve them
   */
  Entrance(ApiSettings settings, @Nullable Metrics metrics, @Nullable Pages pages) {
    this.pages = pages;
    this.settings = settings;
    this.metrics = metrics;
  }

  void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = RequestBody.MAX_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(Entrance::strict);
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector = PatientConnector.of(server, http, settings.requestSeconds());
          connector.setHost(config.jetty.host);
          connector.setPort(config.jetty.port);
          return connector;
        });
    config.jetty.threadPool = new QueuedThreadPool(THREADS + settings.streams());
    config.jetty.modifyServer(this::line);
  }

  private static void strict(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    // A connection remembers headers; otherwise a token could be read in another one's case.
    http.setHeaderCacheCaseSensitive(true);
  }

  /** Lines up the handlers; each stands in front of those before it. */
  private void line(Server server) {
    if (pages != null) {
      server.insertHandler(pages);
    }
    server.insertHandler(new Gate(new HostNames(settings.allowedHosts())));
    server.insertHandler(new SecurityHeaders());
    // Requests under way are waited for when the server stops; new ones get 503.
    server.insertHandler(new GracefulHandler());
    server.insertHandler(
        new RequestInfo.Stamp(new Clients(settings.trustedProxies()), settings.requestSeconds()));
    server.setStopTimeout(STOP_MILLIS);
    server.addEventListener(new Hasty());
    RequestLog[] logs =
        Stream.of(settings.accessLog() ? new AccessLog() : null, metrics)
            .filter(Objects::nonNull)
            .toArray(RequestLog[]::new);
    if (logs.length > 0) {
      server.setRequestLog(new RequestLog.Collection(logs));
    }
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
