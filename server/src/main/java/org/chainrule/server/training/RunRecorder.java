package org.chainrule.server.training;

import java.util.List;
import org.chainrule.engine.plan.Problem;
import org.chainrule.server.store.CheckpointStore;
import org.chainrule.server.store.TrainingStore;
import org.chainrule.server.store.TrainingStore.Keepsake;
import org.jspecify.annotations.Nullable;

/** Passes on what a loop tells to those who wait for news, and stores what is to be found later. */
final class RunRecorder implements TrainingLoop.Observer {

  private final TrainingRun run;
  private final TrainingStore store;
  private final CheckpointStore checkpoints;

  RunRecorder(TrainingRun run, TrainingStore store, CheckpointStore checkpoints) {
    this.run = run;
    this.store = store;
    this.checkpoints = checkpoints;
  }

  @Override
  public boolean stopRequested() {
    return run.stopRequested();
  }

  @Override
  public void layout(String json) {
    store.keep(run.id(), Keepsake.LAYOUT, json);
  }

  @Override
  public void step(long step, double loss, double trainAccuracy) {
    run.step(step, loss, trainAccuracy);
  }

  @Override
  public void progress(Figures figures) {
    run.publish(figures);
  }

  @Override
  public void judging(String reportJson) {
    run.judged(reportJson);
  }

  @Override
  public void epoch(Figures figures, TrainingLoop.Judged judged) {
    store.keep(run.id(), Keepsake.RESULT, judged.report());
    store.keep(run.id(), Keepsake.OUTCOMES, judged.outcomes());
    run.judged(judged.report());
    run.epoch(figures);
    run.publish(figures);
    save(State.RUNNING, null, List.of(), null);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    checkpoints.put(
        run.id(),
        new CheckpointStore.Entry(checkpoint.step(), checkpoint.figures()),
        checkpoint.bytes());
  }

  /** Stores where the run stands. */
  void save(
      State state, @Nullable String message, List<Problem> problems, @Nullable String parameters) {
    store.update(
        new TrainingStore.Stored(
            run.id(),
            state.word(),
            message,
            Problem.json(problems),
            run.figures().json(),
            run.historyJson()),
        parameters);
  }
}
