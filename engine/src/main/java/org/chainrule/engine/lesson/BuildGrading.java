package org.chainrule.engine.lesson;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.quiz.Judgement;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;

/** Compares a graph that a person built with a reference, as functions of the same sources. */
final class BuildGrading {
  private final Plan built;
  private final Plan reference;
  private final String output;

  private BuildGrading(Plan built, Plan reference, String output) {
    this.built = built;
    this.reference = reference;
    this.output = output;
  }

  static Judgement grade(Plan built, Exercise.Build build) {
    Graph graph = Parser.parse(build.reference(), Library.standard()).graph();
    if (graph == null) {
      throw new IllegalStateException("expected a reference that can be read");
    }
    Plan reference = Compiler.compile(graph, Library.standard());
    return new BuildGrading(built, reference, build.output()).judgement();
  }

  private Judgement judgement() {
    Map<String, Tensor> own = new HashMap<>();
    Evaluation evaluation = Evaluation.run(reference, Map.of());
    for (int i = 0; i < reference.steps().size(); i++) {
      Plan.Step step = reference.steps().get(i);
      Tensor value = evaluation.value(i);
      if (step.op() instanceof Source && step.node().name() != null && value != null) {
        own.put(step.node().label(), value);
        int there = step(built, step.node().label());
        if (there < 0 || !(built.steps().get(there).op() instanceof Source)) {
          return wrong("There is no input called " + step.node().label() + " yet.");
        }
        if (!built.steps().get(there).shape().equals(value.shape())) {
          return wrong(
              step.node().label() + " has to be " + described(value) + ", as in the question.");
        }
      }
    }
    if (step(built, output) < 0) {
      return wrong(
          "There is no value called " + output + " yet: name the last node " + output + ".");
    }
    for (int seed = 1; seed <= Trial.COUNT; seed++) {
      Map<String, Tensor> values = Trial.at(reference, own, seed);
      Tensor wanted = Evaluation.run(reference, values).value(step(reference, output));
      Tensor given = Evaluation.run(built, values).value(step(built, output));
      if (wanted == null || given == null || !wanted.shape().equals(given.shape())) {
        return wrong(output + " does not have the right shape, or no value yet.");
      }
      for (int i = 0; i < wanted.size(); i++) {
        if (!Trial.close(wanted.at(i), given.at(i))) {
          return wrong(counterexample(own));
        }
      }
    }
    return new Judgement(Outcome.RIGHT, "Right: it is the same function.", List.of());
  }

  private static String described(Tensor value) {
    return value.shape().isScalar() ? "a number" : "of shape " + value.shape();
  }

  private String counterexample(Map<String, Tensor> own) {
    Tensor wanted = Evaluation.run(reference, own).value(step(reference, output));
    Tensor given = Evaluation.run(built, own).value(step(built, output));
    if (wanted == null || given == null || wanted.size() != 1 || given.size() != 1) {
      return output + " is another function of the inputs.";
    }
    StringBuilder at = new StringBuilder();
    own.forEach(
        (name, value) -> {
          if (value.size() == 1) {
            at.append(at.isEmpty() ? "At " : ", ").append(name).append(" = ");
            at.append(NumberText.of(value.at(0)));
          }
        });
    return Trial.close(wanted.at(0), given.at(0))
        ? output + " is right for these inputs, but not for others."
        : at
            + " it should be "
            + NumberText.of(wanted.at(0))
            + ", and yours is "
            + NumberText.of(given.at(0))
            + ".";
  }

  private static int step(Plan plan, String name) {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i).node().label().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Judgement wrong(String sentence) {
    return new Judgement(Outcome.WRONG, sentence, List.of());
  }
}
