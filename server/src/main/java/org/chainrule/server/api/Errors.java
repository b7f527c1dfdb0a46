package org.chainrule.server.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chainrule.engine.plan.Problem;
import org.chainrule.server.store.StoreException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever goes wrong into a problem document. What a client did wrong is told to the client;
 * what the server did wrong is logged under a reference, and the client gets the reference alone.
 */
final class Errors {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  static void register(JavalinConfig config) {
    config.routes.exception(HttpProblem.class, (problem, ctx) -> answer(ctx, problem));
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> answer(ctx, e.getStatus(), ProblemJson.sentence(e.getStatus(), ctx.path())));
    config.routes.exception(StoreException.class, Errors::storeFailed);
    config.routes.exception(Exception.class, (e, ctx) -> answer(ctx, 500, logged(ctx, e)));
    config.router.javaLangErrorHandler(Errors::failed);
    config.jetty.modifyServer(server -> server.setErrorHandler(new OutsideRoutes()));
  }

  /** A database that has too much to do, or no room: nothing of it is the client's fault. */
  private static void storeFailed(StoreException failure, Context ctx) {
    if (failure.busy()) {
      answer(
          ctx,
          new HttpProblem(503, ProblemJson.sentence(503, ctx.path())).header("Retry-After", "1"));
    } else if (failure.diskFull()) {
      LOG.error("{} Reference {}", failure.getMessage(), RequestInfo.of(ctx).id());
      answer(ctx, 507, ProblemJson.sentence(507, ctx.path()));
    } else {
      answer(ctx, 500, logged(ctx, failure));
    }
  }

  private static void answer(Context ctx, HttpProblem problem) {
    problem.headers().forEach(ctx::header);
    answer(ctx, problem.status(), problem.detail(), problem.problems());
  }

  private static void answer(Context ctx, int status, String detail) {
    answer(ctx, status, detail, List.of());
  }

  private static void answer(Context ctx, int status, String detail, List<Problem> problems) {
    ctx.status(status)
        .header("Cache-Control", "no-store")
        .contentType(ProblemJson.CONTENT_TYPE)
        .result(ProblemJson.write(status, detail, problems));
  }

  private static String logged(Context ctx, Throwable failure) {
    String reference = RequestInfo.of(ctx).id();
    LOG.error("A request failed, reference {}", reference, failure);
    return sentence(reference);
  }

  /** An error of the virtual machine, such as too deep a recursion; the route's context is gone. */
  private static void failed(HttpServletResponse response, Throwable error) {
    String reference = String.valueOf(response.getHeader(RequestInfo.HEADER));
    LOG.error("A request failed, reference {}", reference, error);
    response.setStatus(500);
    response.setContentType(ProblemJson.CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-store");
    try {
      response
          .getOutputStream()
          .write(
              ProblemJson.write(500, sentence(reference), List.of())
                  .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.info("The answer under reference {} reached nobody.", reference);
    }
  }

  private static String sentence(String reference) {
    return "The server failed to answer; its log has the cause under reference " + reference + ".";
  }

  /** Errors that the container makes itself, before or after any route. */
  private static final class OutsideRoutes extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      int status = response.getStatus();
      Refusal.write(response, callback, status, ProblemJson.sentence(status, "this address"));
      return true;
    }
  }
}
