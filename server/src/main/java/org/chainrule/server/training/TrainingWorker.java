package org.chainrule.server.training;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.server.store.FencedException;
import org.chainrule.server.store.LeaseStore;
import org.chainrule.server.store.LeaseStore.Claimed;
import org.chainrule.server.store.StoreException;
import org.chainrule.server.store.TrainingQueue.Left;
import org.chainrule.server.training.TrainingRun.Stop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the runs that the queue hands to this process, from their beginning or from where another
 * worker came to. Thread-safe.
 */
final class TrainingWorker {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingWorker.class);

  private final String name;
  private final LeaseStore leases;
  private final Mnist mnist;
  private final Clock clock;
  private final RunLimits limits;
  private final Map<String, TrainingRun> live = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  TrainingWorker(String name, LeaseStore leases, Mnist mnist, Clock clock, RunLimits limits) {
    this.name = name;
    this.leases = leases;
    this.mnist = mnist;
    this.clock = clock;
    this.limits = limits;
  }

  /** The run, where it is under way in this process. */
  @Nullable TrainingRun live(String id) {
    return live.get(id);
  }

  /** The speed of all runs under way, together. */
  double examplesPerSecond() {
    return live.values().stream()
        .mapToDouble(TrainingRun::examplesPerSecond)
        .filter(Double::isFinite)
        .sum();
  }

  /** Has every run handed back after the step it is in. */
  void stop() {
    stopping = true;
    live.values().forEach(run -> run.requestStop(Stop.HAND_BACK));
  }

  /**
   * Works on a run until it is over, handed back or taken over.
   *
   * @throws StoreException where the database fails: the run is to be tried again
   */
  Left work(String id) {
    if (stopping) {
      return Left.GIVEN_BACK;
    }
    Claimed claimed = leases.claim(id, name).orElse(null);
    if (claimed == null) {
      return Left.DONE;
    }
    Start start = start(claimed);
    TrainingRun run = new TrainingRun(claimed.lease(), claimed.figures(), start.curve());
    live.put(id, run);
    if (stopping) {
      run.requestStop(Stop.HAND_BACK);
    }
    try {
      return train(run, claimed, start.point());
    } catch (FencedException e) {
      return left(run);
    } finally {
      live.remove(id);
      run.leave();
    }
  }

  /** Where a run begins or goes on. */
  private record Start(@Nullable ResumePoint point, Curve curve) {}

  private static Start start(Claimed claimed) {
    byte[] resume = claimed.resume();
    if (resume != null) {
      try {
        ResumePoint.WithCurve at = ResumePoint.read(resume);
        return new Start(at.point(), at.curve());
      } catch (IOException e) {
        // The same steps lead to the same parameters: beginning anew only takes longer.
        LOG.warn("Training run {} begins anew: {}.", claimed.lease().run(), e.getMessage());
      }
    }
    return new Start(null, new Curve());
  }

  private Left train(TrainingRun run, Claimed claimed, @Nullable ResumePoint from) {
    long spent = from == null ? 0 : from.elapsedMillis();
    RunRecorder recorder = new RunRecorder(run, leases, clock, limits.time().toMillis() - spent);
    if (claimed.cancelRequested()) {
      return end(run, recorder, State.CANCELLED, null, List.of(), null);
    }
    if (claimed.attempts() > RunLimits.ATTEMPTS) {
      return end(run, recorder, State.FAILED, hopeless(), List.of(), null);
    }
    try {
      TrainingRequest request = TrainingRequest.read(claimed.document(), claimed.settings());
      limits.admit(Trainable.check(request));
      TrainingLoop.Outcome outcome = new TrainingLoop(request, mnist, clock).run(recorder, from);
      run.publish(outcome.figures());
      if (outcome instanceof TrainingLoop.Outcome.Finished finished) {
        String parameters = finished.parametersJson();
        return end(run, recorder, State.SUCCEEDED, null, List.of(), parameters);
      }
      if (outcome instanceof TrainingLoop.Outcome.Diverged diverged) {
        return end(run, recorder, State.FAILED, diverged.sentence(), List.of(), null);
      }
      return stopped(run, recorder);
    } catch (ProblemException e) {
      return end(run, recorder, State.FAILED, e.getMessage(), e.problems(), null);
    } catch (DatasetException e) {
      return end(run, recorder, State.FAILED, e.getMessage(), List.of(), null);
    } catch (OutOfMemoryError e) {
      String sentence =
          "The run needs more memory than the server has: make the graph or the minibatch smaller.";
      return end(run, recorder, State.FAILED, sentence, List.of(), null);
    } catch (StoreException | FencedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      String reference = UUID.randomUUID().toString();
      LOG.error("Training run {} failed, reference {}", run.id(), reference, e);
      String sentence =
          "The run failed inside the server; its log has the cause under reference "
              + reference
              + ".";
      return end(run, recorder, State.FAILED, sentence, List.of(), null);
    }
  }

  /** Nothing of what this worker has done since is kept, and nothing needs to be. */
  private static Left left(TrainingRun run) {
    LOG.warn("Training run {} was taken over by another worker: this one leaves it.", run.id());
    return Left.TAKEN_OVER;
  }

  private static String hopeless() {
    return "The run was taken up "
        + RunLimits.ATTEMPTS
        + " times, and each time its worker ended before it got any further: the graph may need"
        + " more memory than a worker has.";
  }

  private Left stopped(TrainingRun run, RunRecorder recorder) {
    Stop why = run.stop();
    if (why == null || why == Stop.TAKEN_OVER) {
      return left(run);
    }
    return switch (why) {
      case HAND_BACK -> {
        leases.handBack(run.lease(), recorder.standing(), recorder.handedBack());
        yield Left.GIVEN_BACK;
      }
      case OUT_OF_TIME -> end(run, recorder, State.FAILED, limits.outOfTime(), List.of(), null);
      default -> end(run, recorder, State.CANCELLED, null, List.of(), null);
    };
  }

  /** Stores how a run ended, then tells those who wait. */
  private Left end(
      TrainingRun run,
      RunRecorder recorder,
      State state,
      @Nullable String message,
      List<Problem> problems,
      @Nullable String parameters) {
    leases.finish(
        run.lease(),
        recorder.standing(),
        new LeaseStore.End(state.word(), message, Problem.json(problems), parameters));
    run.move(state, message, problems);
    return Left.DONE;
  }
}
