package org.chainrule.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** The web app: one page for every address of its own, and the files it loads. */
final class PageRoutes {

  private static final String PAGE = "index.html";

  private final WebFiles files;

  PageRoutes(WebFiles files) {
    this.files = files;
  }

  void register(RoutesConfig routes) {
    routes.get("/", this::page).head("/", this::page);
    routes.get("/runs/{id}", this::page).head("/runs/{id}", this::page);
    routes.get("/g/{id}", this::page).head("/g/{id}", this::page);
    routes.get("/embed", this::frame).head("/embed", this::frame);
    routes.get("/embed/{id}", this::frame).head("/embed/{id}", this::frame);
    routes.get("/<path>", this::asset).head("/<path>", this::asset);
  }

  private void page(Context ctx) {
    if (files.find(PAGE) == null) {
      throw new HttpProblem(
          404, "This build holds no web page: build the web module too, or use /api.");
    }
    file(ctx, PAGE);
  }

  /** The same page, which others may put into theirs: it keeps nothing and knows nobody. */
  private void frame(Context ctx) {
    page(ctx);
    ctx.header(SecurityHeaders.POLICY, SecurityHeaders.FRAMED_POLICY);
  }

  private void asset(Context ctx) {
    file(ctx, ctx.pathParam("path"));
  }

  private void file(Context ctx, String path) {
    WebFiles.WebFile file = files.find(path);
    if (file == null) {
      throw new HttpProblem(404, ProblemJson.sentence(404, ctx.path()));
    }
    // Names under assets/ carry a hash of their content, so they never change.
    ctx.header(
        "Cache-Control",
        path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    WebFiles.Form form = file.accepted(ctx.header("Accept-Encoding"));
    ctx.header("ETag", form.etag()).header("Vary", "Accept-Encoding");
    if (EntityTags.match(ctx.header("If-None-Match"), form.etag())) {
      ctx.status(304);
      return;
    }
    ctx.disableCompression().contentType(file.contentType());
    if (form.encoding() != null) {
      ctx.header("Content-Encoding", form.encoding());
    }
    ctx.res().setContentLength(form.bytes().length);
    if (ctx.method() != HandlerType.HEAD) {
      ctx.result(form.bytes());
    }
  }
}
