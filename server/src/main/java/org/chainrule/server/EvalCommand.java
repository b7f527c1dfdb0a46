package org.chainrule.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.server.Main.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the value of every named node and the gradient of the loss with respect to it. */
@Command(
    name = "eval",
    description = {
      "Prints every named value of a graph and the gradient of the loss by it, as JSON.",
      "Numbers have full precision. Problems go to standard error as JSON; the exit code is then 2."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ServeCommand.VersionText.class)
final class EvalCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      description = "The graph in its textual form; - reads standard input.")
  String file = "";

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Values of parameters by name, as .npz or JSON, in place of the graph's own.")
  @Nullable String weights;

  EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try {
      Graph graph = GraphFile.read(file, console.in());
      if (weights != null) {
        graph = GraphFile.withWeights(graph, weights);
      }
      Plan plan = Compiler.compile(graph, Library.standard());
      List<Problem> problems = new ArrayList<>(plan.problems());
      if (problems.isEmpty()) {
        Evaluation evaluation = Evaluation.run(plan, Map.of());
        problems.addAll(evaluation.problems());
        if (problems.isEmpty()) {
          console.out().println(json(evaluation));
          return Main.DONE;
        }
      }
      throw new ProblemException(problems);
    } catch (ProblemException e) {
      console.err().println("{\"problems\":" + Problem.json(e.problems()) + "}");
      return Main.REFUSED;
    }
  }

  private static String json(Evaluation evaluation) {
    Plan plan = evaluation.plan();
    JsonWriter out = new JsonWriter().beginObject().key("values").beginObject();
    for (int i = 0; i < plan.steps().size(); i++) {
      member(out, plan.steps().get(i), evaluation.value(i));
    }
    out.endObject().key("gradients").beginObject();
    if (plan.loss() >= 0) {
      Gradients gradients = Gradients.of(evaluation, plan.loss());
      for (int i = 0; i < plan.steps().size(); i++) {
        member(out, plan.steps().get(i), gradients.gradient(i));
      }
    }
    return out.endObject().endObject().toString();
  }

  private static void member(JsonWriter out, Plan.Step step, @Nullable Tensor tensor) {
    String name = step.node().name();
    if (name == null) {
      return;
    }
    out.key(name);
    if (tensor == null) {
      out.nullValue();
    } else {
      nested(out, tensor, 0, 0, tensor.size());
    }
  }

  /** Writes the numbers from an offset on, as lists nested from this axis inwards. */
  private static void nested(JsonWriter out, Tensor tensor, int axis, int offset, int count) {
    if (axis == tensor.shape().rank()) {
      out.value(tensor.at(offset));
      return;
    }
    int length = tensor.shape().dim(axis);
    int stride = length == 0 ? 0 : count / length;
    out.beginArray();
    for (int i = 0; i < length; i++) {
      nested(out, tensor, axis + 1, offset + i * stride, stride);
    }
    out.endArray();
  }
}
