package org.chainrule.server.training;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;

/** Says whether a graph can be trained on handwritten digits, before anything is queued. */
final class Trainable {

  private static final Shape IMAGE = Shape.of(Mnist.PIXELS);

  private Trainable() {}

  /**
   * Compiles a graph that has an image for its input and a digit for its label. One at a time,
   * since a compiled graph holds the first values of its parameters.
   *
   * @throws ProblemException with everything that stands in the way, each naming its node
   */
  static synchronized Program check(TrainingRequest request) throws ProblemException {
    Plan plan = Compiler.compile(request.graph(), Library.standard());
    List<Problem> problems = new ArrayList<>(plan.problems());
    if (problems.isEmpty()) {
      checkInput(plan, problems);
      checkLabel(plan, problems);
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return Program.compile(plan, request.batchSize(), BatchReduction.MEAN);
  }

  private static void checkInput(Plan plan, List<Problem> problems) {
    List<Plan.Step> inputs = with(plan, Role.INPUT);
    if (inputs.isEmpty()) {
      problems.add(
          new Problem.NotTrainable(
              null, "The graph has no input for the images; add input(shape=[784])."));
    }
    for (int i = 1; i < inputs.size(); i++) {
      problems.add(
          new Problem.NotTrainable(
              inputs.get(i).node().id(),
              inputs.get(i).label()
                  + " is a second input; MNIST has one image an example. Make it a constant."));
    }
    for (Plan.Step input : inputs) {
      if (!input.shape().equals(IMAGE)) {
        problems.add(
            new Problem.NotTrainable(
                input.node().id(),
                input.label()
                    + " has shape "
                    + input.shape()
                    + ", but an image of MNIST has [784]; set its shape to [784]."));
      }
    }
  }

  private static void checkLabel(Plan plan, List<Problem> problems) {
    List<Plan.Step> labels = with(plan, Role.LABEL);
    if (labels.isEmpty()) {
      problems.add(
          new Problem.NotTrainable(
              null, "The graph has no label for the digits; add label(classes=10)."));
    }
    for (Plan.Step label : labels) {
      int classes = label.settings().has("classes") ? label.settings().integer("classes") : 0;
      if (classes != Mnist.CLASSES) {
        problems.add(
            new Problem.NotTrainable(
                label.node().id(),
                label.label()
                    + (classes == 0 ? " has no classes" : " has " + classes + " classes")
                    + ", but MNIST has the digits 0 to 9; set its classes to 10."));
      }
    }
  }

  private static List<Plan.Step> with(Plan plan, Role role) {
    return plan.steps().stream().filter(step -> step.op().info().role() == role).toList();
  }
}
