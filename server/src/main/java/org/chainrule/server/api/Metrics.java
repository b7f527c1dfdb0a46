package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chainrule.server.training.State;
import org.chainrule.server.training.TrainingService;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/** Figures for Prometheus: requests, training runs, and the virtual machine. */
final class Metrics implements RequestLog {

  /** The attribute of a request that names its route. */
  static final String ROUTE = "org.chainrule.route";

  /** What a request's time is told apart by. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(5),
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics(TrainingService trainings) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    for (State state : new State[] {State.QUEUED, State.RUNNING}) {
      Gauge.builder("chainrule.runs", trainings, service -> service.count(state))
          .description("Training runs that wait or are under way, of all processes")
          .tag("state", state.word())
          .register(registry);
    }
    Gauge.builder("chainrule.training.examples.per.second", trainings, s -> s.examplesPerSecond())
        .description("Training examples that this process works through in a second")
        .register(registry);
  }

  void register(JavalinConfig config) {
    // Routes, not addresses: of these there are as many as there are graphs.
    config.routes.beforeMatched(
        ctx -> {
          Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
          if (matched != null) {
            ctx.req().setAttribute(ROUTE, matched.path);
          }
        });
    config.routes.get("/api/metrics", this::scrape);
  }

  private void scrape(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
  }

  @Override
  public void log(Request request, Response response) {
    Object route = request.getAttribute(ROUTE);
    Timer.builder("http.server.requests")
        .description("Requests that were answered")
        .tag("method", known(request.getMethod()))
        .tag("route", route == null ? "none" : route.toString())
        .tag("status", String.valueOf(response.getStatus()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(NanoTime.since(request.getBeginNanoTime()), TimeUnit.NANOSECONDS);
  }

  /** A stranger may call a method anything; a figure for each would fill the memory. */
  private static String known(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "DELETE" -> method;
      default -> "other";
    };
  }
}
