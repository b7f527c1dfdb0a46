package org.chainrule.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.server.training.DatasetException;
import org.chainrule.server.training.RunResults;
import org.chainrule.server.training.Training;
import org.chainrule.server.training.TrainingService;
import org.jspecify.annotations.Nullable;

/** What training runs have left behind: result, checkpoints and models. */
final class RunRoutes {

  /** The most examples of one answer. */
  private static final int MAX_EXAMPLES = 200;

  private final TrainingService trainings;
  private final RunResults results;

  RunRoutes(TrainingService trainings, RunResults results) {
    this.trainings = trainings;
    this.results = results;
  }

  void register(RoutesConfig routes) {
    routes.get("/api/trainings/{id}/request", this::request);
    routes.get("/api/trainings/{id}/result", this::result);
    routes.get("/api/trainings/{id}/examples", this::examples);
    routes.get("/api/trainings/{id}/fed/{split}/{index}", this::fed);
    routes.get("/api/trainings/{id}/checkpoints", this::checkpoints);
    routes.get("/api/trainings/{id}/checkpoints/{step}", this::checkpoint);
    routes.get("/api/trainings/{id}/model/{form}", this::model);
  }

  private void request(Context ctx) {
    String id = find(ctx).id();
    String json = results.request(id).orElseThrow(() -> new IllegalStateException("no such run"));
    ctx.header("Cache-Control", "private, max-age=86400, immutable");
    ctx.contentType("application/json").result(json);
  }

  private void result(Context ctx) {
    json(ctx, results.report(find(ctx).id()));
  }

  private void examples(Context ctx) {
    Integer label = number(ctx, "label");
    Integer predicted = number(ctx, "predicted");
    Integer limit = number(ctx, "limit");
    if (limit != null && (limit < 1 || limit > MAX_EXAMPLES)) {
      throw new HttpProblem(422, "\"limit\" must be from 1 to " + MAX_EXAMPLES + ".");
    }
    json(
        ctx,
        results.examples(find(ctx).id(), label, predicted, limit == null ? MAX_EXAMPLES : limit));
  }

  private void fed(Context ctx) {
    String id = find(ctx).id();
    String split = ctx.pathParam("split");
    String index = ctx.pathParam("index");
    if (!split.equals("train") && !split.equals("test")) {
      throw new HttpProblem(404, "MNIST has the parts train and test.");
    }
    Optional<String> json;
    try {
      json =
          index.matches("[0-9]{1,9}")
              ? results.fed(id, split.equals("train"), Integer.parseInt(index))
              : Optional.empty();
    } catch (DatasetException e) {
      throw new HttpProblem(503, String.valueOf(e.getMessage()));
    }
    String fed =
        json.orElseThrow(
            () ->
                new HttpProblem(404, "There is no image of this number among those of this run."));
    ctx.header("Cache-Control", "private, max-age=86400, immutable");
    ctx.contentType("application/json").result(fed);
  }

  private static void json(Context ctx, Optional<String> found) {
    String json =
        found.orElseThrow(
            () ->
                new HttpProblem(
                    409, "No test example was judged yet: ask again after the first epoch."));
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(json);
  }

  private void checkpoints(Context ctx) {
    String json = results.checkpoints(find(ctx).id());
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(json);
  }

  private void checkpoint(Context ctx) {
    long step = step(ctx.pathParam("step"));
    byte[] bytes = results.parameters(find(ctx).id(), step).orElseThrow(() -> noCheckpoint(step));
    ctx.header("Cache-Control", "private, max-age=86400, immutable");
    ctx.contentType("application/octet-stream").result(bytes);
  }

  private void model(Context ctx) {
    Training training = find(ctx);
    String form = ctx.pathParam("form");
    String at = ctx.queryParam("step");
    Long step = at == null ? null : Long.valueOf(step(at));
    RunResults.Model model;
    try {
      model =
          results
              .model(training.id(), form, step)
              .orElseThrow(
                  () ->
                      step == null
                          ? new HttpProblem(404, "There is no model of this form to download.")
                          : noCheckpoint(step));
    } catch (ProblemException e) {
      throw HttpProblem.of(e.problems());
    }
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"run-" + training.id() + "." + model.extension() + "\"");
    ctx.header("Cache-Control", "no-store");
    ctx.contentType(model.mediaType()).result(model.bytes());
  }

  private static HttpProblem noCheckpoint(long step) {
    return new HttpProblem(
        404,
        "There is no checkpoint of step " + step + ": the list of checkpoints has the others.");
  }

  private static long step(String text) {
    if (!text.matches("[0-9]{1,12}")) {
      throw new HttpProblem(404, "A checkpoint is named by its step, a whole number.");
    }
    return Long.parseLong(text);
  }

  private static @Nullable Integer number(Context ctx, String name) {
    String text = ctx.queryParam(name);
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{1,4}")) {
      throw new HttpProblem(422, "\"" + name + "\" must be a whole number from 0 on.");
    }
    return Integer.valueOf(text);
  }

  private Training find(Context ctx) {
    return trainings
        .find(ctx.pathParam("id"))
        .orElseThrow(() -> new HttpProblem(404, "There is no training run with this id."));
  }
}
