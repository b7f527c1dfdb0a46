package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.GoldenFile;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.lesson.Example;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Every value and gradient of every op's examples and of every example graph, to the last bit, as a
 * file. This test holds the JVM to it; the front end's tests hold the compiled module to the same
 * file.
 */
class GoldenTest {
  @Test
  void theJvmGivesTheGoldenBits() throws IOException {
    GoldenFile.compare("golden.json", golden());
  }

  @Test
  void theJvmGivesTheGoldenDigests() throws IOException {
    GoldenFile.compare("golden-digests.json", digests());
  }

  /** Each elementary function at 100,000 random arguments, as one number. */
  private static String digests() {
    List<String> lines = new ArrayList<>();
    for (String f : List.of("exp", "expm1", "tanh", "sigmoid", "sin", "cos", "tan", "gelu")) {
      lines.add(digest("uniform", 30, f + "(x)"));
    }
    for (String f : List.of("sin", "cos", "tan")) {
      lines.add(digest("uniform", 700_000, f + "(x)"));
    }
    for (String f : List.of("log", "log1p", "sqrt")) {
      lines.add(digest("uniform", 1000, f + "(abs(x))"));
    }
    lines.add(digest("normal", 2, "abs(x) ^ (3 * sin(100 * x))"));
    return "[\n" + String.join(",\n", lines) + "\n]\n";
  }

  private static String digest(String init, double scale, String expression) {
    String text =
        "x = param(shape=[100000], init=\"%s\", scale=%s, seed=5)\nf = %s\n"
            .formatted(init, NumberText.of(scale), expression);
    Plan plan = Graphs.plan(text);
    int step = plan.stepOf().get(plan.graph().nodes().indexOf(plan.graph().node("f")));
    Tensor value = Evaluation.run(plan, Map.of()).value(step);
    JsonWriter out = new JsonWriter().beginObject().key("text").value(text);
    return out.key("node").value("f").key("digest").value(fnv(value)).endObject().toString();
  }

  /** FNV-1a in 32 bits over the bytes of each number, the least significant first. */
  private static String fnv(Tensor tensor) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < tensor.size(); i++) {
      long bits = Double.doubleToLongBits(tensor.at(i));
      for (int shift = 0; shift < 64; shift += 8) {
        hash = (hash ^ (int) (bits >>> shift & 255)) * 0x01000193;
      }
    }
    return Integer.toHexString(hash);
  }

  private static String golden() {
    List<Graph> graphs = new ArrayList<>();
    for (Op op : Library.standard().ops()) {
      for (OpInfo.Example example : op.info().examples()) {
        graphs.add(Graphs.around(op, example));
      }
    }
    for (Example example : Examples.all()) {
      if (example.dataset().isEmpty()) {
        graphs.add(example.document());
      }
    }
    graphs.add(Graphs.graph(drawn()));
    StringBuilder lines = new StringBuilder("[\n");
    for (int i = 0; i < graphs.size(); i++) {
      lines.append(entry(graphs.get(i))).append(i + 1 < graphs.size() ? ",\n" : "\n]\n");
    }
    return lines.toString();
  }

  /** Every initializer, and functions of what it draws. */
  private static String drawn() {
    StringBuilder text = new StringBuilder("x = input([1, -2, 0.5])\n");
    for (String init : List.of("he", "xavier", "normal", "uniform")) {
      text.append(init)
          .append(" = param(shape=[40, 3], init=\"")
          .append(init)
          .append("\", seed=3)\n");
    }
    text.append("loss = sum(tanh(he @ x) * sigmoid(xavier @ x) + exp(normal @ x)");
    return text.append(" * log(uniform @ x * (uniform @ x) + 1))\n").toString();
  }

  private static String entry(Graph graph) {
    Plan plan = Compiler.compile(graph, Library.standard());
    assertEquals(List.of(), plan.problems());
    Evaluation evaluation = Evaluation.run(plan, Map.of());
    Gradients gradients = Gradients.of(evaluation, plan.loss());
    JsonWriter out = new JsonWriter();
    out.beginObject().key("document").raw(GraphCodec.write(graph));
    out.key("values").beginArray();
    plan.stepOf().forEach(step -> numbers(out, evaluation.value(step)));
    out.endArray().key("gradients").beginArray();
    plan.stepOf().forEach(step -> numbers(out, gradients.gradient(step)));
    return out.endArray().endObject().toString();
  }

  private static void numbers(JsonWriter out, Tensor tensor) {
    if (tensor == null) {
      out.nullValue();
      return;
    }
    out.beginArray();
    for (int i = 0; i < tensor.size(); i++) {
      out.value(tensor.at(i));
    }
    out.endArray();
  }
}
