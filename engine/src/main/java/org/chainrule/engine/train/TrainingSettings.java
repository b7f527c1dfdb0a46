package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;

/**
 * How to train.
 *
 * @param optimizer its name in THE list
 * @param learningRate above 0
 * @param batchSize examples of one step, from 1 to {@value #MAX_BATCH}
 * @param epochs how often every example is seen, from 1 to {@value #MAX_EPOCHS}
 * @param seed the order of the examples
 * @param reduction how the losses of a batch become one number
 */
public record TrainingSettings(
    String optimizer,
    double learningRate,
    int batchSize,
    int epochs,
    int seed,
    BatchReduction reduction) {

  public static final int MAX_BATCH = 4096;
  public static final int MAX_EPOCHS = 1_000_000;

  /**
   * Refuses what lies outside the bounds.
   *
   * @throws ProblemException with a sentence for each setting at fault
   */
  public void validate() throws ProblemException {
    List<Problem> problems = new ArrayList<>();
    if (Optimizers.named(optimizer) == null) {
      List<String> names = Optimizers.all().stream().map(Optimizers.Kind::name).toList();
      problems.add(
          refusal(
              "There is no optimizer called \""
                  + optimizer
                  + "\"; choose one of "
                  + String.join(", ", names)
                  + "."));
    }
    if (!(learningRate > 0 && learningRate <= 1e6)) {
      problems.add(refusal("The learning rate must be above 0 and at most 1000000."));
    }
    if (batchSize < 1 || batchSize > MAX_BATCH) {
      problems.add(refusal("The batch size must be a whole number from 1 to " + MAX_BATCH + "."));
    }
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      problems.add(
          refusal("The number of epochs must be a whole number from 1 to " + MAX_EPOCHS + "."));
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private static Problem refusal(String message) {
    return new Problem.NotTrainable(null, message);
  }
}
