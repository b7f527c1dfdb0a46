package org.chainrule.server.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.jspecify.annotations.Nullable;

/** The JSON object that a request carries; every getter refuses in a sentence. */
final class RequestBody {

  /** The most bytes of a body that are read. */
  static final int MAX_BYTES = 1_048_576;

  private static final int FIRST_BYTES = 8192;

  private final ObjectNode fields;

  private RequestBody(ObjectNode fields) {
    this.fields = fields;
  }

  /**
   * Reads the body of a request.
   *
   * @param known the fields it may have; another one is refused rather than ignored
   */
  static RequestBody of(Context ctx, Set<String> known) {
    String encoding = ctx.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new HttpProblem(415, "The body is compressed (" + encoding + "): send it as it is.");
    }
    JsonNode node;
    try {
      node = Json.read(bytes(ctx));
    } catch (JsonProcessingException e) {
      throw new HttpProblem(400, "The body is not JSON that can be read" + place(e) + ".");
    } catch (IOException e) {
      throw new HttpProblem(400, "The body did not arrive whole: send it again.");
    }
    if (!(node instanceof ObjectNode object)) {
      throw new HttpProblem(400, "The body must be a JSON object, such as {\"text\": \"...\"}.");
    }
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        throw new HttpProblem(
            422, "Unknown field \"" + shortened(name) + "\": use " + listed(known) + ".");
      }
    }
    return new RequestBody(object);
  }

  private static byte[] bytes(Context ctx) throws IOException {
    if (ctx.req().getContentLengthLong() > MAX_BYTES) {
      throw new HttpProblem(413, ProblemJson.sentence(413, ""));
    }
    long deadline = RequestInfo.of(ctx).deadline();
    byte[] body = new byte[FIRST_BYTES];
    int length = 0;
    try (InputStream in = ctx.req().getInputStream()) {
      for (int read = in.read(body);
          read >= 0;
          read = in.read(body, length, body.length - length)) {
        length += read;
        if (length > MAX_BYTES) {
          throw new HttpProblem(413, ProblemJson.sentence(413, ""));
        }
        if (System.nanoTime() - deadline > 0) {
          throw new HttpProblem(408, ProblemJson.sentence(408, "")).header("Connection", "close");
        }
        if (length == body.length) {
          body = Arrays.copyOf(body, Math.min(2 * length, MAX_BYTES + 1));
        }
      }
      return Arrays.copyOf(body, length);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  boolean has(String name) {
    return fields.hasNonNull(name);
  }

  String text(String name, String otherwise) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    if (!node.isTextual()) {
      throw new HttpProblem(422, "\"" + name + "\" must be a string.");
    }
    return node.textValue();
  }

  /** A whole number within bounds. */
  int integer(String name, int otherwise, int least, int most) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      throw new HttpProblem(
          422, "\"" + name + "\" must be a whole number from " + least + " to " + most + ".");
    }
    return node.intValue();
  }

  /** Whether the field is a string. */
  boolean isText(String name) {
    return fields.path(name).isTextual();
  }

  /**
   * A list of whole numbers from 0 on, or null where the field is absent.
   *
   * @param most how many there may be
   */
  @Nullable List<Integer> integers(String name, int most, int greatest) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode item : node) {
      boolean fits = item.isIntegralNumber() && item.canConvertToInt();
      if (fits && item.intValue() >= 0 && item.intValue() <= greatest) {
        numbers.add(item.intValue());
      }
    }
    if (!node.isArray() || numbers.size() != node.size() || node.size() > most) {
      throw new HttpProblem(
          422,
          "\""
              + name
              + "\" must be a list of at most "
              + most
              + " whole numbers from 0 to "
              + greatest
              + ".");
    }
    return numbers;
  }

  /** Sets a field, so that a default stands where nothing was sent. */
  void put(String name, String value) {
    fields.put(name, value);
  }

  void put(String name, double value) {
    fields.put(name, value);
  }

  void put(String name, int value) {
    fields.put(name, value);
  }

  void put(String name, RequestBody object) {
    fields.set(name, object.fields);
  }

  /** Some of the fields, as the engine reads JSON. */
  org.chainrule.engine.json.Json only(Set<String> names) {
    try {
      return JsonReader.read(Json.write(fields.deepCopy().retain(names)));
    } catch (JsonException e) {
      throw new HttpProblem(400, "The body is not JSON that can be read: " + e.getMessage() + ".");
    }
  }

  /**
   * A nested object, or an empty one where the field is absent.
   *
   * @param known the fields it may have; null where somebody else judges that
   */
  RequestBody object(String name, @Nullable Set<String> known) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return new RequestBody(Json.object());
    }
    if (!(node instanceof ObjectNode object)) {
      throw new HttpProblem(422, "\"" + name + "\" must be an object.");
    }
    for (String field : (Iterable<String>) object::fieldNames) {
      if (known != null && !known.contains(field)) {
        throw new HttpProblem(
            422,
            "Unknown field \""
                + shortened(field)
                + "\" in \""
                + name
                + "\": use "
                + listed(known)
                + ".");
      }
    }
    return new RequestBody(object);
  }

  /**
   * A list of objects, or an empty one where the field is absent.
   *
   * @param known the fields each may have
   * @param most how many there may be
   */
  List<RequestBody> objects(String name, Set<String> known, int most) {
    JsonNode node = fields.get(name);
    List<RequestBody> objects = new ArrayList<>();
    if (node == null || node.isNull()) {
      return objects;
    }
    if (!node.isArray() || node.size() > most) {
      throw new HttpProblem(
          422, "\"" + name + "\" must be a list of at most " + most + " objects.");
    }
    for (JsonNode item : node) {
      ObjectNode holder = Json.object();
      holder.set(name, item);
      objects.add(new RequestBody(holder).object(name, known));
    }
    return objects;
  }

  /** A finite number greater than zero. */
  double positive(String name, double otherwise) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new HttpProblem(422, "\"" + name + "\" must be a number greater than 0.");
    }
    return value;
  }

  /** The graph under "document" or "text"; null where the body has neither. */
  @Nullable Graph graph() {
    JsonNode document = fields.get("document");
    if (document != null && !document.isNull()) {
      if (has("text")) {
        throw new HttpProblem(422, "Send either \"document\" or \"text\", not both.");
      }
      try {
        return GraphCodec.read(Json.write(document));
      } catch (DocumentException e) {
        throw HttpProblem.of(List.of(new Problem.Unreadable(String.valueOf(e.getMessage()))));
      }
    }
    if (!has("text")) {
      return null;
    }
    Parsed parsed = Parser.parse(text("text", ""), Library.standard());
    Graph graph = parsed.graph();
    if (graph == null || !parsed.problems().isEmpty()) {
      throw HttpProblem.of(parsed.problems());
    }
    return graph;
  }

  private static String listed(Set<String> names) {
    List<String> quoted = new ArrayList<>();
    for (String name : names) {
      quoted.add("\"" + name + "\"");
    }
    quoted.sort(null);
    return String.join(", ", quoted);
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
