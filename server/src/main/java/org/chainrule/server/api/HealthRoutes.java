package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.store.StoreException;
import org.chainrule.server.training.TrainingService;

/**
 * Says how the server is: health, that it lives and need not be started anew; ready, that requests
 * may be sent to it.
 */
final class HealthRoutes {

  private final String version;
  private final GraphStore graphs;
  private final TrainingService trainings;

  HealthRoutes(String version, GraphStore graphs, TrainingService trainings) {
    this.version = version;
    this.graphs = graphs;
    this.trainings = trainings;
  }

  void register(RoutesConfig routes) {
    routes.get("/api/health", this::health);
    routes.get("/api/ready", this::ready);
  }

  private void health(Context ctx) {
    answer(ctx, "ok");
  }

  private void ready(Context ctx) {
    if (trainings.stopping()) {
      throw notReady("The server is stopping: ask another one.");
    }
    try {
      // Any question will do: it shows that the database answers.
      graphs.revision("");
    } catch (StoreException e) {
      throw notReady("The database does not answer: try again in a moment.");
    }
    answer(ctx, "ready");
  }

  private static HttpProblem notReady(String why) {
    return new HttpProblem(503, why).header("Retry-After", "5");
  }

  private void answer(Context ctx, String status) {
    ObjectNode body = Json.object();
    body.put("status", status);
    body.put("version", version);
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(Json.write(body));
  }
}
