package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;

/**
 * How to train.
 *
 * @param optimizer its name in THE list
 * @param tuning what its kind declares
 * @param learningRate above 0
 * @param schedule its name in THE list
 * @param pacing what its kind declares
 * @param batchSize examples of one step, from 1 to {@value #MAX_BATCH}
 * @param epochs how often every example is seen, from 1 to {@value #MAX_EPOCHS}
 * @param seed the order of the examples
 * @param reduction how the losses of a batch become one number
 * @param penalty the price on the size of parameters
 * @param clipNorm the most that the norm of the whole gradient may be; 0 where it may be anything
 * @param patience epochs without a better validation loss after which the run ends; 0 where it
 *     never ends early
 */
public record TrainingSettings(
    String optimizer,
    Settings tuning,
    double learningRate,
    String schedule,
    Settings pacing,
    int batchSize,
    int epochs,
    int seed,
    BatchReduction reduction,
    Penalty penalty,
    double clipNorm,
    int patience) {

  public static final int MAX_BATCH = 4096;
  public static final int MAX_EPOCHS = 1_000_000;

  /** An optimizer with its defaults, and nothing besides. */
  public TrainingSettings(
      String optimizer,
      double learningRate,
      int batchSize,
      int epochs,
      int seed,
      BatchReduction reduction) {
    this(
        optimizer,
        defaults(optimizer),
        learningRate,
        Schedules.all().get(0).name(),
        Settings.NONE,
        batchSize,
        epochs,
        seed,
        reduction,
        Penalty.NONE,
        0,
        0);
  }

  private static Settings defaults(String optimizer) {
    Optimizers.Kind kind = Optimizers.named(optimizer);
    return kind == null ? Settings.NONE : new Settings.Builder().defaults(kind.settings()).build();
  }

  /** The same with another learning rate. */
  public TrainingSettings withLearningRate(double other) {
    return new TrainingSettings(
        optimizer, tuning, other, schedule, pacing, batchSize, epochs, seed, reduction, penalty,
        clipNorm, patience);
  }

  /** The same with another price on the size of parameters. */
  public TrainingSettings withPenalty(Penalty other) {
    return new TrainingSettings(
        optimizer,
        tuning,
        learningRate,
        schedule,
        pacing,
        batchSize,
        epochs,
        seed,
        reduction,
        other,
        clipNorm,
        patience);
  }

  /** The same with the examples in another order. */
  public TrainingSettings withSeed(int other) {
    return new TrainingSettings(
        optimizer,
        tuning,
        learningRate,
        schedule,
        pacing,
        batchSize,
        epochs,
        other,
        reduction,
        penalty,
        clipNorm,
        patience);
  }

  /**
   * Refuses what lies outside the bounds.
   *
   * @throws ProblemException with a sentence for each setting at fault
   */
  public void validate() throws ProblemException {
    List<String> faults = new ArrayList<>();
    if (Optimizers.named(optimizer) == null) {
      List<String> names = Optimizers.all().stream().map(Optimizers.Kind::name).toList();
      faults.add(
          "There is no optimizer called \""
              + optimizer
              + "\"; choose one of "
              + String.join(", ", names)
              + ".");
    }
    if (Schedules.named(schedule) == null) {
      List<String> names = Schedules.all().stream().map(Schedules.Kind::name).toList();
      faults.add(
          "There is no schedule called \""
              + schedule
              + "\"; choose one of "
              + String.join(", ", names)
              + ".");
    }
    if (!(learningRate > 0 && learningRate <= 1e6)) {
      faults.add("The learning rate must be above 0 and at most 1000000.");
    }
    if (batchSize < 1 || batchSize > MAX_BATCH) {
      faults.add("The batch size must be a whole number from 1 to " + MAX_BATCH + ".");
    }
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      faults.add("The number of epochs must be a whole number from 1 to " + MAX_EPOCHS + ".");
    }
    if (!(penalty.lambda() >= 0 && penalty.lambda() <= Penalty.MAX_LAMBDA)) {
      faults.add("The penalty's lambda must be from 0 to 1000000.");
    }
    if (!(clipNorm >= 0 && clipNorm <= 1e6)) {
      faults.add("The norm that gradients are clipped to must be from 0 to 1000000.");
    }
    if (patience < 0 || patience > MAX_EPOCHS) {
      faults.add("The patience must be a whole number of epochs from 0 to " + MAX_EPOCHS + ".");
    }
    refuse(faults);
  }

  /**
   * Throws where there are faults.
   *
   * @throws ProblemException with a problem for each sentence
   */
  static void refuse(List<String> faults) throws ProblemException {
    List<Problem> problems = new ArrayList<>();
    faults.forEach(fault -> problems.add(new Problem.NotTrainable(null, fault)));
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
