package org.chainrule.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What this interface is, for programs and, in Swagger UI, for people. */
final class OpenApiRoutes {

  private static final String DOCUMENT = "/org/chainrule/server/api/openapi.json";
  private static final String UI = "/org/chainrule/server/api/swagger/";
  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private final String version;

  OpenApiRoutes(String version) {
    this.version = version;
  }

  void register(RoutesConfig routes) {
    String document =
        new String(read(DOCUMENT), StandardCharsets.UTF_8).replace("${version}", version);
    routes.get("/openapi.json", ctx -> answer(ctx, "application/json", document));
    String page = new String(read(UI + "index.html"), StandardCharsets.UTF_8);
    routes.get("/api", ctx -> answer(ctx, "text/html; charset=utf-8", page));
    file(routes, "start.js", "text/javascript; charset=utf-8", UI);
    String webjar = "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
    file(routes, "swagger-ui.css", "text/css; charset=utf-8", webjar);
    file(routes, "swagger-ui-bundle.js", "text/javascript; charset=utf-8", webjar);
  }

  private static void file(RoutesConfig routes, String name, String type, String folder) {
    byte[] content = read(folder + name);
    routes.get(
        "/api/ui/" + name,
        ctx -> {
          ctx.header("Cache-Control", "public, max-age=3600");
          ctx.contentType(type).result(content);
        });
  }

  private static void answer(Context ctx, String type, String content) {
    ctx.header("Cache-Control", "no-cache");
    ctx.contentType(type).result(content);
  }

  private static String webjarVersion() {
    Properties properties = new Properties();
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream(WEBJAR)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(String resource) {
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("expected " + resource + " on the classpath");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
