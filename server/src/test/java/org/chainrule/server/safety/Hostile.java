package org.chainrule.server.safety;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.library.Library;
import org.chainrule.server.TestServer;

/** Makes up what somebody might post: graphs, texts, other JSON and plain bytes, half right. */
final class Hostile {

  private static final String[] PIECES = {
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "1e999",
    "0.1",
    "1e-400",
    "\\u0000",
    "\\ud800",
    "\"version\"",
    "\"nodes\"",
    "\"op\"",
    "[[",
    "]]",
    "9".repeat(40),
    "784",
    "(",
    ")",
    "^",
    "@",
    "=",
    "\\n",
    "#",
    "x",
    "input",
    "param",
    "shape=",
    "é",
    "\u202e",
    "🙂",
    "a = a",
    "1_0",
    "..",
    "init=\\\"he\\\"",
    "softmax_cross_entropy",
    "\"from\"",
    "\"a\"",
    "\"b\"",
    "-",
    "*",
    "/",
    "1e99999999999",
    "1e2147483648",
    "<script>",
    "\\\\",
    "def f(a) = a",
    "f(x)",
    "'",
    "%00",
    "\"groups\":",
    "\"definitions\":",
    "[" + "[".repeat(70),
    "(".repeat(200),
    "\t",
    "\0",
  };

  private static final List<Op> OPS = Library.standard().ops();

  private final Random random;

  Hostile(Random random) {
    this.random = random;
  }

  /** A body and where it goes. */
  record Posted(String path, byte[] body) {}

  Posted next() {
    String body =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> document();
          case 3, 4 -> TestServer.body(text());
          case 5 -> mutated(random.nextBoolean() ? document() : TestServer.body(TestServer.U4));
          case 6 -> mutated(TestServer.body(TestServer.NETWORK, "\"epochs\":1", settings()));
          default -> json(0);
        };
    if (random.nextInt(5) == 0) {
      body = mutated(body);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(20) == 0) {
      for (int i = 0; i <= random.nextInt(5); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
    }
    return new Posted(path(body), bytes);
  }

  private String path(String body) {
    int choice = random.nextInt(8);
    if (choice == 0) {
      return "/api/datasets/mnist/nearest";
    }
    // A run that would train in earnest only takes time.
    return choice < 3 && !body.contains("classes=10") ? "/api/trainings" : "/api/graphs";
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String piece() {
    return PIECES[random.nextInt(PIECES.length)];
  }

  private String name() {
    return random.nextInt(30) == 0 ? "é" + piece() : "n" + random.nextInt(8);
  }

  private String number() {
    return switch (random.nextInt(6)) {
      case 0 -> String.valueOf(random.nextInt());
      case 1 -> String.valueOf(random.nextDouble());
      case 2 -> random.nextInt(100) + "e" + (random.nextInt(800) - 400);
      default -> String.valueOf(random.nextInt(12) - 4);
    };
  }

  private String document() {
    StringBuilder nodes = new StringBuilder();
    StringBuilder wires = new StringBuilder();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      Op op = one(OPS);
      nodes.append(i == 0 ? "" : ",").append("{\"id\":\"n").append(i).append("\",\"op\":\"");
      nodes.append(op.info().id()).append("\",\"name\":\"").append(name());
      nodes.append("\",\"settings\":{").append(settings()).append("}}");
      for (int port = 0; port < Math.min(3, random.nextInt(4)); port++) {
        wires.append(wires.isEmpty() ? "" : ",").append("{\"from\":\"").append(name());
        wires.append("\",\"to\":\"n").append(i).append("\",\"port\":\"");
        wires.append(random.nextBoolean() ? "x" : "abxyWb".charAt(random.nextInt(6)));
        wires.append("\"}");
      }
    }
    return "{\"document\":{\"version\":1,\"title\":\"T\",\"nodes\":["
        + nodes
        + "],\"wires\":["
        + wires
        + "]}}";
  }

  private String settings() {
    String[] known = {"value", "shape", "classes", "init", "axis", "seed", "epochs", "batchSize"};
    return "\"" + known[random.nextInt(known.length)] + "\":" + json(3);
  }

  private String text() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i <= random.nextInt(8); i++) {
      lines.append(name()).append(" = ").append(formula(0)).append('\n');
    }
    return lines.toString();
  }

  private String formula(int depth) {
    if (depth > 5 || random.nextInt(3) == 0) {
      return switch (random.nextInt(5)) {
        case 0 -> "param(" + number() + ")";
        case 1 -> "input(shape=[" + random.nextInt(9) + ", " + random.nextInt(9) + "])";
        case 2 -> number();
        default -> name();
      };
    }
    String left = formula(depth + 1);
    return switch (random.nextInt(4)) {
      case 0 -> one(OPS).info().id() + "(" + left + ", " + formula(depth + 1) + ")";
      case 1 -> "(" + left + ")";
      default -> left + " " + "+-*/@^".charAt(random.nextInt(6)) + " " + formula(depth + 1);
    };
  }

  private String json(int depth) {
    int kind = random.nextInt(depth > 5 ? 4 : 7);
    return switch (kind) {
      case 0 -> number();
      case 1 -> "\"" + name() + "\"";
      case 2 -> random.nextBoolean() ? "null" : "true";
      case 3 -> random.nextInt(6) == 0 ? piece() : "[]";
      case 4 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
      case 5 -> "[[" + number() + "," + number() + "]]";
      default -> "{\"" + name() + "\":" + json(depth + 1) + "}";
    };
  }

  private String mutated(String body) {
    StringBuilder out = new StringBuilder(body);
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(out.length() + 1);
      int end = Math.min(out.length(), at + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> out.insert(at, piece());
        case 1 -> out.replace(at, end, piece());
        default -> out.delete(at, end);
      }
    }
    return out.toString();
  }
}
