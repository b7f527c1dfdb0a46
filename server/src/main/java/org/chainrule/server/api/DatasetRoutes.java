package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.chainrule.engine.data.Images;
import org.chainrule.server.training.DatasetException;
import org.chainrule.server.training.Mnist;

/** Single examples of the data sets, to be shown on the canvas. */
final class DatasetRoutes {

  /** What a pixel is divided by to lie between 0 and 1. */
  private static final int SCALE = 255;

  private final Mnist mnist;

  DatasetRoutes(Mnist mnist) {
    this.mnist = mnist;
  }

  void register(RoutesConfig routes) {
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
