package org.chainrule.server.training;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.DigitTask;
import org.chainrule.engine.data.DigitTask.Target;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.train.Evaluator;
import org.chainrule.engine.train.Trainer;

/**
 * A graph that can be trained on handwritten digits, and what it learns from them.
 *
 * @param shape how the pixels of an image lie, as the graph wants them
 * @param classes the digits that it learns from
 * @param classNames one for each class that it tells apart; empty where it predicts no class
 */
record Trainable(
    Program program, Shape shape, List<Integer> classes, Target target, List<String> classNames) {

  /**
   * Compiles a graph and finds what it can learn. One at a time, since a compiled graph holds the
   * first values of its parameters.
   *
   * @throws ProblemException with everything that stands in the way, each naming its node
   */
  static synchronized Trainable check(TrainingRequest request) throws ProblemException {
    Plan plan = Compiler.compile(request.graph(), Library.standard());
    Program program =
        Program.compile(plan, request.settings().batchSize(), request.settings().reduction());
    List<Integer> classes = request.digits().classes();
    Target asked = request.digits().target();
    Target target = asked == null ? suited(plan, program, classes) : asked;
    Shape shape = imageShape(program);
    Trainer.check(program, DigitTask.columns(shape, classes, target));
    requireTwo(program, target, classes);
    return new Trainable(program, shape, classes, target, names(program, target, classes));
  }

  /** About how many bytes a run takes: the arena, what the optimizer remembers, and two copies. */
  long bytes() {
    // No optimizer remembers more than two numbers for each parameter.
    long state = 3L * program.parameterCount();
    return Float.BYTES * (program.size() + 2L * program.parameterCount() + 2 * state);
  }

  /** What the label of the graph asks for. */
  private static Target suited(Plan plan, Program program, List<Integer> classes) {
    for (Program.Feed feed : program.feeds()) {
      if (!feed.label()) {
        continue;
      }
      if (feed.shape().size() == Mnist.PIXELS) {
        return Target.PIXELS;
      }
      Program.Scored scored = program.scored();
      boolean manyScores = scored != null && scored.rule() == Prediction.Rule.ARGMAX;
      if (feed.classes() > 0 || manyScores) {
        return Target.CLASS;
      }
      return classes.size() == 2 ? Target.BINARY : Target.NUMBER;
    }
    // A label that does not reach the loss was forgotten; without any, the loss judges by itself.
    boolean forgotten =
        plan.steps().stream().anyMatch(step -> step.op().info().role() == Role.LABEL);
    return forgotten ? Target.CLASS : Target.NONE;
  }

  /** Rows and channels may have axes of their own, as long as the pixels are as many. */
  private static Shape imageShape(Program program) {
    for (Program.Feed feed : program.feeds()) {
      if (!feed.label() && feed.shape().count() == Mnist.PIXELS) {
        return feed.shape();
      }
    }
    return Shape.of(Mnist.PIXELS);
  }

  /** One score tells two classes apart and no more. */
  private static void requireTwo(Program program, Target target, List<Integer> classes)
      throws ProblemException {
    Program.Scored scored = program.scored();
    if (scored == null || scored.rule() == Prediction.Rule.ARGMAX || target == Target.BINARY) {
      return;
    }
    for (Program.Feed feed : program.feeds()) {
      if (feed.buffer().equals(scored.label())) {
        throw new ProblemException(
            new Problem.NotTrainable(
                feed.node(),
                feed.name()
                    + " is compared with one score, which tells two classes apart, but "
                    + classes.size()
                    + " digits are chosen; choose two, such as 3 and 8, or use softmax"
                    + " cross-entropy."));
      }
    }
  }

  private static List<String> names(Program program, Target target, List<Integer> classes) {
    List<String> names = new ArrayList<>();
    boolean digits = target == Target.CLASS || target == Target.BINARY;
    for (int i = 0; i < Evaluator.classes(program); i++) {
      names.add(digits && i < classes.size() ? classes.get(i).toString() : "class " + i);
    }
    return List.copyOf(names);
  }

  /**
   * The examples of these images that the graph learns from.
   *
   * @throws DatasetException where there are none
   */
  DigitTask task(Images images) {
    DigitTask task = new DigitTask(images, shape, classes, target);
    if (task.size() == 0) {
      throw new DatasetException("None of the images is one of the digits " + classes + ".");
    }
    return task;
  }
}
