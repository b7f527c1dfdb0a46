package org.chainrule.server.training;

import org.chainrule.engine.data.Images;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;

/** Says whether a graph can be trained on handwritten digits, before anything is queued. */
final class Trainable {

  private Trainable() {}

  /**
   * Compiles a graph that has an image for its input and a digit for its label. One at a time,
   * since a compiled graph holds the first values of its parameters.
   *
   * @throws ProblemException with everything that stands in the way, each naming its node
   */
  static synchronized Program check(TrainingRequest request) throws ProblemException {
    Plan plan = Compiler.compile(request.graph(), Library.standard());
    Program program = Program.compile(plan, request.batchSize(), BatchReduction.MEAN);
    Trainer.check(program, Images.columns(Mnist.PIXELS, Mnist.CLASSES));
    return program;
  }
}
