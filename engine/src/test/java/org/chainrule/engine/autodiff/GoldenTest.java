package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
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
  private static final Path FILE = Path.of("src/test/resources/golden.json");

  @Test
  void theJvmGivesTheGoldenBits() throws IOException {
    String actual = golden();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, actual);
    }
    assertEquals(
        Files.readString(FILE), actual, "if the change is meant, run with -Dgolden.write=true");
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
