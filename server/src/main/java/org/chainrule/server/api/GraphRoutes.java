package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.server.store.GraphStore;
import org.jspecify.annotations.Nullable;

/** Shared graphs: stored once, read by anyone with the link, changed by whoever has the token. */
final class GraphRoutes {

  private static final Set<String> FIELDS = Set.of("document", "text");

  private final GraphStore graphs;
  private final Quotas quotas;
  private final PackedGraphs packed = new PackedGraphs();

  GraphRoutes(GraphStore graphs, Quotas quotas) {
    this.graphs = graphs;
    this.quotas = quotas;
  }

  void register(RoutesConfig routes) {
    routes.post("/api/graphs", this::create);
    routes.get("/api/graphs/{id}", this::read);
    routes.put("/api/graphs/{id}", this::save);
    routes.get("/api/graphs/{id}/revisions/{revision}", this::readRevision);
  }

  private void create(Context ctx) {
    quotas.storeGraph(ctx);
    GraphStore.Created created = graphs.create(document(ctx));
    ObjectNode body = Json.object();
    body.put("id", created.id());
    body.put("editToken", created.editToken());
    body.put("url", "/g/" + created.id());
    body.put("revision", created.revision());
    ctx.status(201)
        .header("Location", "/api/graphs/" + created.id())
        .header("ETag", etag(created.revision()))
        .header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(Json.write(body));
  }

  private void read(Context ctx) {
    String id = ctx.pathParam("id");
    int revision = graphs.revision(id).orElseThrow(GraphRoutes::unknown);
    ctx.header("Cache-Control", "no-cache").header("Vary", "Accept-Encoding");
    ctx.header("ETag", etag(revision));
    if (EntityTags.match(ctx.header("If-None-Match"), etag(revision))) {
      ctx.status(304);
      return;
    }
    PackedGraphs.Packed document = packed.find(id, revision);
    if (document == null) {
      GraphStore.Stored graph = graphs.find(id).orElseThrow(GraphRoutes::unknown);
      ctx.header("ETag", etag(graph.revision()));
      document = packed.put(graph);
    }
    ctx.disableCompression().contentType("application/json");
    byte[] gzip = document.gzip();
    if (gzip != null && ContentCoding.accepts(ctx.header("Accept-Encoding"), "gzip")) {
      ctx.header("Content-Encoding", "gzip").result(gzip);
    } else {
      ctx.result(document.plain());
    }
  }

  /** A revision never changes, so whoever has it need not ask again. */
  private void readRevision(Context ctx) {
    String revision = ctx.pathParam("revision");
    GraphStore.Stored graph =
        (revision.matches("[0-9]{1,9}")
                ? graphs.find(ctx.pathParam("id"), Integer.parseInt(revision))
                : Optional.<GraphStore.Stored>empty())
            .orElseThrow(
                () ->
                    new HttpProblem(404, "There is no such revision of a graph: check the link."));
    ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    ctx.header("ETag", etag(graph.revision()));
    ctx.contentType("application/json").result(graph.document());
  }

  private void save(Context ctx) {
    quotas.storeGraph(ctx);
    String id = ctx.pathParam("id");
    String ifMatch = ctx.header("If-Match");
    String token = BearerToken.of(ctx);
    String document = document(ctx);
    if (graphs.revision(id).isEmpty()) {
      throw unknown();
    }
    if (token == null) {
      throw forbidden();
    }
    if (ifMatch == null) {
      throw new HttpProblem(
          428, "Say which revision this replaces: send the ETag you read as If-Match.");
    }
    GraphStore.Saved saved = graphs.save(id, token, expected(ifMatch), document);
    if (saved instanceof GraphStore.Saved.Unknown) {
      throw unknown();
    }
    if (saved instanceof GraphStore.Saved.Forbidden) {
      throw forbidden();
    }
    if (saved instanceof GraphStore.Saved.Stale stale) {
      throw new HttpProblem(
              412,
              "The graph was changed since you read it (it is at revision "
                  + stale.current()
                  + " now): read it again, or save yours as a new graph.")
          .header("ETag", etag(stale.current()));
    }
    int revision = ((GraphStore.Saved.AsRevision) saved).revision();
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("url", "/g/" + id);
    body.put("revision", revision);
    ctx.header("ETag", etag(revision)).header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(Json.write(body));
  }

  private static HttpProblem unknown() {
    return new HttpProblem(404, "There is no graph with this id: check the link.");
  }

  private static HttpProblem forbidden() {
    return new HttpProblem(
        403,
        "Only its edit token may change this graph: send it as Authorization: Bearer, or save yours"
            + " as a new graph.");
  }

  /** A checked document in its normal form. A graph with problems may be shared as well. */
  private static String document(Context ctx) {
    Graph graph = RequestBody.of(ctx, FIELDS).graph();
    if (graph == null) {
      throw new HttpProblem(
          422, "The body has no graph: send it as \"document\" (JSON) or as \"text\".");
    }
    return GraphCodec.write(graph);
  }

  private static String etag(int revision) {
    return "\"r" + revision + "\"";
  }

  /** The revision an If-Match names; null for any, 0 (which never is current) for a foreign tag. */
  private static @Nullable Integer expected(String ifMatch) {
    String tag = ifMatch.trim();
    if (tag.equals("*")) {
      return null;
    }
    if (tag.length() <= 12 && tag.matches("\"r[0-9]{1,9}\"")) {
      return Integer.valueOf(tag.substring(2, tag.length() - 1));
    }
    return 0;
  }
}
