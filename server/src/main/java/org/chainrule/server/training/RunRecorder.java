package org.chainrule.server.training;

import java.time.Clock;
import java.util.function.Supplier;
import org.chainrule.server.store.CheckpointStore;
import org.chainrule.server.store.FencedException;
import org.chainrule.server.store.Keepsake;
import org.chainrule.server.store.LeaseStore;
import org.chainrule.server.store.LeaseStore.Standing;
import org.chainrule.server.store.StoreException;
import org.chainrule.server.training.TrainingRun.Stop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what a loop tells to those who wait for news, and stores what is to be found later, or
 * to be gone on with elsewhere. Used by the thread of the loop.
 */
final class RunRecorder implements TrainingLoop.Observer {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
  private static final long BEAT_MILLIS = 500;
  private static final long POINT_MILLIS = 1000;

  /** Storing where to go on may take this part of the time. */
  private static final long POINT_SHARE = 20;

  private final TrainingRun run;
  private final LeaseStore leases;
  private final Clock clock;
  private final long mostMillis;
  private final long begun;
  private long beatAt;
  private long pointAt;

  /** None before the first: each worker gets a run a step further at least, or is known not to. */
  private long pause;

  private LeaseStore.@Nullable ResumePoint handedBack;

  /**
   * A recorder of a run that begins or goes on now.
   *
   * @param mostMillis how long it may go on
   */
  RunRecorder(TrainingRun run, LeaseStore leases, Clock clock, long mostMillis) {
    this.run = run;
    this.leases = leases;
    this.clock = clock;
    this.mostMillis = mostMillis;
    begun = clock.millis();
    beatAt = begun;
    pointAt = begun;
  }

  /** Where the run stopped to be handed back, or null where it has not. */
  LeaseStore.@Nullable ResumePoint handedBack() {
    return handedBack;
  }

  Standing standing() {
    return new Standing(run.figuresJson(), run.historyJson());
  }

  @Override
  public boolean stopRequested() {
    long now = clock.millis();
    if (now - beatAt >= BEAT_MILLIS) {
      beat();
    }
    if (now - begun > mostMillis) {
      run.requestStop(Stop.OUT_OF_TIME);
    }
    Stop stop = run.stop();
    return stop != null && stop != Stop.HAND_BACK;
  }

  /** Where the database cannot be reached the run goes on, and the next beat tries again. */
  private void beat() {
    beatAt = clock.millis();
    try {
      heed(leases.beat(run.lease(), new Standing(run.figuresJson(), null)));
    } catch (FencedException e) {
      run.requestStop(Stop.TAKEN_OVER);
    } catch (StoreException e) {
      LOG.warn("Training run {} goes on, but cannot tell how far it is.", run.id(), e);
    }
  }

  private void heed(boolean cancelRequested) {
    if (cancelRequested) {
      run.requestStop(Stop.CANCELLED);
    }
  }

  @Override
  public boolean settled(Supplier<ResumePoint> point) {
    if (run.stop() == Stop.HAND_BACK) {
      handedBack = stored(point.get());
      return false;
    }
    long now = clock.millis();
    if (now - pointAt < pause) {
      return true;
    }
    try {
      heed(leases.checkpoint(run.lease(), standing(), stored(point.get())));
    } catch (FencedException e) {
      run.requestStop(Stop.TAKEN_OVER);
      return false;
    } catch (StoreException e) {
      LOG.warn("Training run {} goes on, but cannot keep where it is.", run.id(), e);
    }
    beatAt = clock.millis();
    pointAt = beatAt;
    pause = Math.max(POINT_MILLIS, POINT_SHARE * (pointAt - now));
    return true;
  }

  private LeaseStore.ResumePoint stored(ResumePoint point) {
    return new LeaseStore.ResumePoint(point.trainer().steps(), run.bytes(point));
  }

  @Override
  public void layout(String json) {
    keep(() -> leases.keep(run.lease(), Keepsake.LAYOUT, json));
  }

  /** Writes; where the connection was lost once more, on another one: it is the same twice. */
  private static void keep(Runnable write) {
    try {
      write.run();
    } catch (StoreException e) {
      if (!e.busy()) {
        throw e;
      }
      write.run();
    }
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
    if (clock.millis() - beatAt >= BEAT_MILLIS) {
      beat();
    }
  }

  @Override
  public void epoch(Figures figures, TrainingLoop.Judged judged) {
    run.epoch(figures);
    run.publish(figures);
    keep(() -> leases.judged(run.lease(), standing(), judged.report(), judged.outcomes()));
    run.judged(judged.report());
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    CheckpointStore.Entry entry =
        new CheckpointStore.Entry(checkpoint.step(), checkpoint.figures());
    keep(() -> leases.keep(run.lease(), entry, checkpoint.bytes()));
  }
}
