package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.data.Neighbours;
import org.chainrule.server.training.DatasetException;
import org.chainrule.server.training.Mnist;

/** Single examples of the data sets, to be shown on the canvas. */
final class DatasetRoutes {

  /** What a pixel is divided by to lie between 0 and 1. */
  private static final int SCALE = 255;

  /** The most examples of one answer. */
  private static final int MAX_IMAGES = 200;

  private static final int MAX_NEAREST = 20;

  /** Each search reads every training image. */
  private static final int MAX_SEARCHES = 4;

  private final Mnist mnist;
  private final Semaphore searches = new Semaphore(MAX_SEARCHES);

  DatasetRoutes(Mnist mnist) {
    this.mnist = mnist;
  }

  void register(RoutesConfig routes) {
    // Before the route of one example, which would take "images" for a number.
    routes.get("/api/datasets/mnist/{split}/images", this::images);
    routes.post("/api/datasets/mnist/nearest", this::nearest);
    routes.get("/api/datasets/mnist/{split}/{index}", this::example);
  }

  private void example(Context ctx) {
    Images split = split(ctx.pathParam("split"));
    int index = index(ctx.pathParam("index"), split.size());
    ObjectNode body = Json.object();
    body.put("label", split.label(index));
    ArrayNode pixels = body.putArray("pixels");
    for (int pixel : split.pixels(index)) {
      pixels.add(pixel);
    }
    body.put("scale", SCALE);
    body.putArray("shape").add(Mnist.PIXELS);
    body.put("size", split.size());
    ctx.header("Cache-Control", "public, max-age=86400");
    ctx.contentType("application/json").result(Json.write(body));
  }

  /** Several examples at once, their bytes in base64. */
  private void images(Context ctx) {
    Images split = split(ctx.pathParam("split"));
    String asked = ctx.queryParam("index");
    String[] indices = asked == null || asked.isEmpty() ? new String[0] : asked.split(",", -1);
    if (indices.length < 1 || indices.length > MAX_IMAGES) {
      throw new HttpProblem(
          422,
          "Name 1 to "
              + MAX_IMAGES
              + " examples, as in images?index=3,17; there were "
              + indices.length
              + ".");
    }
    ObjectNode body = Json.object();
    ArrayNode images = body.putArray("images");
    for (String text : indices) {
      int index = index(text, split.size());
      ObjectNode image = images.addObject();
      image.put("index", index).put("label", split.label(index));
      image.put("pixels", Base64.getEncoder().encodeToString(split.bytes(index)));
    }
    body.put("scale", SCALE);
    ctx.header("Cache-Control", "public, max-age=86400");
    ctx.contentType("application/json").result(Json.write(body));
  }

  /** The training examples that are most like an image, by the distance of their pixels. */
  private void nearest(Context ctx) {
    RequestBody body = RequestBody.of(ctx, Set.of("pixels", "count"));
    List<Integer> pixels = body.integers("pixels", Mnist.PIXELS, SCALE);
    if (pixels == null || pixels.size() != Mnist.PIXELS) {
      throw new HttpProblem(
          422, "\"pixels\" must be the " + Mnist.PIXELS + " pixels of an image, from 0 to 255.");
    }
    int count = body.integer("count", 8, 1, MAX_NEAREST);
    Images train = split("train");
    if (!searches.tryAcquire()) {
      throw new HttpProblem(429, "Too many images are looked for at the moment: try again.")
          .header("Retry-After", "1");
    }
    try {
      ObjectNode answer = Json.object();
      ArrayNode list = answer.putArray("nearest");
      int[] image = pixels.stream().mapToInt(Integer::intValue).toArray();
      for (Neighbours.Neighbour each : Neighbours.nearest(train, image, count)) {
        list.addObject()
            .put("index", each.image())
            .put("label", train.label(each.image()))
            .put("distance", each.distance());
      }
      answer.put("of", train.size());
      ctx.header("Cache-Control", "no-store");
      ctx.contentType("application/json").result(Json.write(answer));
    } finally {
      searches.release();
    }
  }

  private Images split(String name) {
    try {
      return switch (name) {
        case "train" -> mnist.train();
        case "test" -> mnist.test();
        default -> throw new HttpProblem(404, "MNIST has the parts train and test.");
      };
    } catch (DatasetException e) {
      throw new HttpProblem(503, String.valueOf(e.getMessage()));
    }
  }

  private static int index(String text, int size) {
    if (text.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(text);
      if (index < size) {
        return index;
      }
    }
    throw new HttpProblem(
        404, "The examples of this part are numbered from 0 to " + (size - 1) + ".");
  }
}
