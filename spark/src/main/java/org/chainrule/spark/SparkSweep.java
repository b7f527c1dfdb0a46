package org.chainrule.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;

/** A sweep as one Spark job: a task for each trial, run wherever a core is free. */
public final class SparkSweep {
  private SparkSweep() {}

  /**
   * Runs every trial.
   *
   * @return what each came to, in the order of the grid
   * @throws ProblemException where a trial cannot be trained so, before anything is sent out
   */
  public static List<Trial.Result> run(JavaSparkContext spark, TrainingJob job, Grid grid)
      throws ProblemException {
    List<Trial> trials = grid.trials();
    for (Trial trial : trials) {
      TrainingJob own = trial.of(job);
      Program program = own.program(own.settings().batchSize());
      Trainer.check(program, own.train().dataset(program).columns());
    }
    Broadcast<TrainingJob> sent = spark.broadcast(job);
    try {
      return spark
          .parallelize(trials, trials.size())
          .map(trial -> trial.run(sent.value()))
          .collect();
    } finally {
      sent.destroy();
    }
  }
}
