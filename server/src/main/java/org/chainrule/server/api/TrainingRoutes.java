package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Optimizers;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.chainrule.server.store.GraphStore;
import org.chainrule.server.training.QueueFullException;
import org.chainrule.server.training.State;
import org.chainrule.server.training.Training;
import org.chainrule.server.training.TrainingRequest;
import org.chainrule.server.training.TrainingService;

/** Training runs on the server: asked for, followed, cancelled, and what they learned. */
final class TrainingRoutes {

  /** How to train, in the form that the page and the engine share. */
  private static final Set<String> SETTINGS =
      Set.of(
          "optimizer",
          "schedule",
          "batchSize",
          "epochs",
          "seed",
          "reduction",
          "penalty",
          "clipNorm");

  private static final Set<String> FIELDS =
      Stream.concat(
              SETTINGS.stream(),
              Stream.of("document", "text", "graphId", "dataset", "checkpointEvery"))
          .collect(Collectors.toUnmodifiableSet());

  private static final long HEARTBEAT_MILLIS = 15_000;

  private final TrainingService trainings;
  private final GraphStore graphs;
  private final Quotas quotas;

  TrainingRoutes(TrainingService trainings, GraphStore graphs, Quotas quotas) {
    this.trainings = trainings;
    this.graphs = graphs;
    this.quotas = quotas;
  }

  void register(RoutesConfig routes) {
    routes.post("/api/trainings", this::submit);
    routes.get("/api/trainings/{id}", this::read);
    routes.get("/api/trainings/{id}/events", this::follow);
    routes.get("/api/trainings/{id}/parameters", this::parameters);
    routes.delete("/api/trainings/{id}", this::cancel);
  }

  private void submit(Context ctx) {
    quotas.startRun(ctx);
    RequestBody body = RequestBody.of(ctx, FIELDS);
    Training.Accepted accepted;
    try {
      accepted = trainings.submit(request(body), RequestInfo.of(ctx).client());
    } catch (ProblemException e) {
      throw HttpProblem.of(e.problems());
    } catch (QueueFullException e) {
      throw new HttpProblem(429, String.valueOf(e.getMessage())).header("Retry-After", "60");
    }
    ObjectNode answer = Json.object();
    answer.put("id", accepted.id());
    answer.put("token", accepted.token());
    ctx.status(202)
        .header("Location", "/api/trainings/" + accepted.id())
        .header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(Json.write(answer));
  }

  private TrainingRequest request(RequestBody body) throws ProblemException {
    RequestBody optimizer = body.object("optimizer", null);
    Optimizers.Kind kind = Optimizers.named(optimizer.text("name", "adam"));
    if (kind == null) {
      throw new HttpProblem(422, "\"optimizer.name\" must be one of " + optimizers() + ".");
    }
    // What every request has is judged in the words of this interface; the engine reads the rest.
    optimizer.put("name", kind.name());
    optimizer.put("learningRate", optimizer.positive("learningRate", kind.learningRate()));
    body.put("optimizer", optimizer);
    body.put("batchSize", body.integer("batchSize", 64, 1, TrainingRequest.MAX_BATCH));
    body.put("epochs", body.integer("epochs", 1, 1, TrainingRequest.MAX_EPOCHS));
    body.put("seed", body.integer("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE));
    return new TrainingRequest(
        graph(body),
        DigitsRequest.of(body),
        TrainingSettingsJson.read(body.only(SETTINGS), List.of()),
        body.integer("checkpointEvery", 0, 0, 1_000_000));
  }

  private static String optimizers() {
    return Optimizers.all().stream().map(Optimizers.Kind::name).collect(Collectors.joining(", "));
  }

  private Graph graph(RequestBody body) {
    Graph sent = body.graph();
    if (sent != null) {
      if (body.has("graphId")) {
        throw new HttpProblem(422, "Send a graph or \"graphId\", not both.");
      }
      return sent;
    }
    if (!body.has("graphId")) {
      throw new HttpProblem(422, "Say what to train: send \"document\", \"text\" or \"graphId\".");
    }
    GraphStore.Stored stored =
        graphs
            .find(body.text("graphId", ""))
            .orElseThrow(
                () -> new HttpProblem(422, "\"graphId\" names no stored graph: check the link."));
    try {
      return GraphCodec.read(stored.document());
    } catch (DocumentException e) {
      throw HttpProblem.of(List.of(new Problem.Unreadable(String.valueOf(e.getMessage()))));
    }
  }

  private void read(Context ctx) {
    Training training = find(ctx);
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(training.progress());
  }

  private void parameters(Context ctx) {
    Training training = find(ctx);
    if (training.state() != State.SUCCEEDED) {
      throw new HttpProblem(
          409,
          training.state().terminal()
              ? "This run has no trained parameters: it was "
                  + (training.state() == State.FAILED ? "not completed." : "cancelled.")
              : "This run is still " + training.state().word() + ": ask again when it succeeded.");
    }
    String json =
        trainings
            .parameters(training.id())
            .orElseThrow(() -> new IllegalStateException("a run that succeeded has parameters"));
    ctx.header("Cache-Control", "private, max-age=86400, immutable");
    ctx.contentType("application/json").result(json);
  }

  private void cancel(Context ctx) {
    Training training = find(ctx);
    String token = BearerToken.of(ctx);
    if (token == null || !trainings.mayCancel(training.id(), token)) {
      throw new HttpProblem(
          403,
          "Only the token that came with this run may cancel it: send it as Authorization: Bearer.");
    }
    trainings.cancel(training.id());
    ctx.status(202).header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(find(ctx).progress());
  }

  /**
   * Sends the curve so far as the event {@code history}, then {@code progress} until the run is
   * over. Holds the request's own thread, so that a slow reader delays nobody else.
   */
  private void follow(Context ctx) throws InterruptedException {
    Training training = find(ctx);
    Quotas.Stream place = quotas.openStream(ctx);
    try {
      ctx.res().setContentType("text/event-stream");
      ctx.res().setCharacterEncoding("utf-8");
      ctx.res().setHeader("Cache-Control", "no-store");
      ctx.res().setHeader("X-Accel-Buffering", "no");
      stream(training, ctx.res().getOutputStream());
    } catch (IOException e) {
      // The page was closed: that is how a stream usually ends, and nobody is left to be told.
    } finally {
      place.close();
    }
  }

  private void stream(Training training, OutputStream out)
      throws IOException, InterruptedException {
    send(out, "event: history\ndata: " + training.history() + "\n\n");
    Training.Seen seen = Training.Seen.NOTHING;
    // A page whose stream ends before its run does asks again, and gets another process.
    while (!trainings.stopping()) {
      Training.Update update =
          trainings
              .await(training.id(), seen, HEARTBEAT_MILLIS)
              .orElseThrow(() -> new IllegalStateException("a run that was there is gone"));
      if (update.version() == seen.version()) {
        send(out, ": still here\n\n");
        continue;
      }
      String report = update.report();
      if (report != null && update.reportVersion() != seen.reportVersion()) {
        send(out, "event: result\ndata: " + report + "\n\n");
      }
      send(
          out,
          "event: progress\nid: " + update.version() + "\ndata: " + update.progress() + "\n\n");
      seen = new Training.Seen(update.version(), update.reportVersion());
      if (update.state().terminal()) {
        return;
      }
    }
  }

  private static void send(OutputStream out, String event) throws IOException {
    out.write(event.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private Training find(Context ctx) {
    return trainings
        .find(ctx.pathParam("id"))
        .orElseThrow(() -> new HttpProblem(404, "There is no training run with this id."));
  }
}
