package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;

/** Says that the server answers, and which version it is. */
final class HealthRoutes {

  private final String version;

  HealthRoutes(String version) {
    this.version = version;
  }

  void register(RoutesConfig routes) {
    routes.get(
        "/api/health",
        ctx -> {
          ObjectNode body = Json.object();
          body.put("status", "ok");
          body.put("version", version);
          ctx.header("Cache-Control", "no-store");
          ctx.contentType("application/json").result(Json.write(body));
        });
  }
}
