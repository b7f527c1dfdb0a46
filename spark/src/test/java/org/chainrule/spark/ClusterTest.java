package org.chainrule.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.chainrule.engine.device.BatchReduction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two executors, each a JVM of its own, under a master and workers of Spark's. */
class ClusterTest {
  /** Float32 keeps seven digits; the parameters are about 1, and rounding adds up over 12 steps. */
  private static final double ROUNDING = 2e-6;

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    SparkConf conf =
        new SparkConf()
            .setAppName("test")
            .setMaster("local-cluster[2,1,640]")
            .set("spark.executor.memory", "640m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            // What lives for seconds is not worth compiling well.
            .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .set("spark.home", System.getenv("SPARK_HOME"))
            .set("spark.scheduler.minRegisteredResourcesRatio", "1")
            .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
            .set("spark.ui.enabled", "false");
    spark = new JavaSparkContext(conf);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Executors listening() {
    Executors executors = new Executors();
    spark.sc().addSparkListener(executors);
    return executors;
  }

  private static SparkTraining.Learned train(TrainingJob job, Sharing sharing) throws Exception {
    return SparkTraining.run(spark, job, sharing, (step, steps, loss) -> {});
  }

  @ParameterizedTest
  @CsvSource({"sgd, 0.3, MEAN, 40, 2", "momentum, 0.002, SUM, 40, 3", "adam, 0.02, MEAN, 103, 5"})
  void sharedGradientsTakeTheStepsOfOneMachine(
      String optimizer, double rate, BatchReduction reduction, int batch, int shares)
      throws Exception {
    TrainingJob job = Learning.job(Learning.settings(optimizer, rate, reduction, batch));
    Executors executors = listening();

    SparkTraining.Learned learned = train(job, Sharing.synchronous(shares));

    Learning.assertSame(Learning.onOneMachine(job), learned, ROUNDING);
    assertTrue(executors.twoHaveWorked());
  }

  @ParameterizedTest
  @CsvSource({"0.3, MEAN, 40", "0.01, SUM, 40", "0.3, MEAN, 103"})
  void averagingEveryStepOfPlainDescentIsThatOfOneMachine(
      double rate, BatchReduction reduction, int batch) throws Exception {
    // Without the bound on the gradient, which each share would keep by itself.
    TrainingJob job = Learning.job(Learning.unclipped("sgd", rate, reduction, batch));

    Learning.assertSame(Learning.onOneMachine(job), train(job, new Sharing(2, 1)), ROUNDING);
  }

  @Test
  void oneShareCarriesTheOptimizersMemoryFromRoundToRound() throws Exception {
    TrainingJob job = Learning.job(Learning.settings("adam", 0.02, BatchReduction.MEAN, 40));

    SparkTraining.Learned learned = train(job, new Sharing(1, 2));

    Learning.assertSameParameters(Learning.onOneMachine(job), learned, ROUNDING);
  }

  @Test
  void localStepsMeetSeldomAndLearnAsWell() throws Exception {
    TrainingJob job = Learning.job(Learning.settings("adam", 0.05, BatchReduction.MEAN, 40));
    List<Long> met = new ArrayList<>();

    SparkTraining.Learned learned =
        SparkTraining.run(spark, job, new Sharing(2, 3), (step, steps, loss) -> met.add(step));

    assertEquals(List.of(3L, 6L, 9L, 12L), met);
    double alone = Learning.onOneMachine(job).test().loss();
    assertEquals(alone, learned.test().loss(), 0.1);
  }

  @Test
  void anExecutorKilledInTheMiddleIsReplacedAndNothingChanges() throws Exception {
    TrainingJob job = Learning.job(Learning.settings("adam", 0.02, BatchReduction.MEAN, 40));
    SparkTraining.Learned undisturbed = train(job, Sharing.synchronous(2));
    Executors since = listening();

    SparkTraining.Learned learned =
        SparkTraining.run(
            spark,
            job,
            Sharing.synchronous(2),
            (step, steps, loss) -> {
              if (step == 5) {
                killAnExecutor();
              }
            });

    // Two numbers give the same sum in either order: not a bit may differ.
    Learning.assertSame(undisturbed, learned, 0);
    assertTrue(since.oneMoreComes(), "no executor came in the place of the killed one");
  }

  private static void killAnExecutor() {
    ProcessHandle victim =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow();
    victim.destroyForcibly();
    victim.onExit().join();
  }

  @Test
  void aSweepRunsEveryTrialAsItRunsAlone() throws Exception {
    TrainingJob job = Learning.job(Learning.settings("adam", 0.02, BatchReduction.MEAN, 40));
    Grid grid =
        new Grid(List.of(0.01, 0.1), List.of(0.0, 0.01), List.of(4, 12), List.of(1, 2), null);

    List<Trial.Result> results = SparkSweep.run(spark, job, grid);

    assertEquals(grid.trials(), results.stream().map(Trial.Result::trial).toList());
    for (Trial.Result result : results) {
      Trial.Result alone = result.trial().run(job);
      assertEquals(alone.parameters(), result.parameters());
      assertEquals(alone.loss(), result.loss());
      assertEquals(alone.testLoss(), result.testLoss());
    }
    assertEquals(16, results.stream().map(Trial.Result::testLoss).distinct().count());
  }
}
