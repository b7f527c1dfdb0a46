package org.chainrule.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.chainrule.engine.export.Reference;
import org.chainrule.engine.op.Catalogue;
import org.jspecify.annotations.Nullable;

/** The reference documentation: an index and a page for each operation, without scripts. */
final class DocsRoutes {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Catalogue catalogue;

  DocsRoutes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void register(RoutesConfig routes) {
    routes.get("/docs", ctx -> answer(ctx, Reference.index(catalogue)));
    routes.get("/docs/{op}", ctx -> answer(ctx, Reference.page(catalogue, ctx.pathParam("op"))));
  }

  private static void answer(Context ctx, @Nullable String page) {
    if (page == null) {
      throw new HttpProblem(404, "There is no operation of that name; /docs lists them all.");
    }
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Cache-Control", "no-cache");
    ctx.contentType("text/html; charset=utf-8").result(page);
  }
}
