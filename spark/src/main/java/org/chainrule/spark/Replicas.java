package org.chainrule.spark;

import java.io.Serializable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.TrainingSettings;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of one job on one machine. It travels as the job alone: each machine compiles the
 * graph and lays out the examples once, and makes a replica for each core that asks. Thread-safe.
 */
final class Replicas implements Serializable {
  private static final long serialVersionUID = 1;

  private final TrainingJob job;
  private final int capacity;
  private final transient Queue<Replica> idle = new ConcurrentLinkedQueue<>();
  private transient @Nullable Ready ready;

  /** What all replicas of a machine share. */
  private record Ready(Program program, Dataset train, TrainingSettings settings) {}

  /**
   * Replicas of a job.
   *
   * @param capacity the most examples of one pass
   */
  Replicas(TrainingJob job, int capacity) {
    this.job = job;
    this.capacity = capacity;
  }

  /** Does something with a replica that nobody else has meanwhile. */
  void use(Consumer<Replica> task) {
    Replica held = idle.poll();
    Replica replica = held == null ? make() : held;
    task.accept(replica);
    // One that threw is not given back: nobody knows what it holds.
    idle.add(replica);
  }

  private synchronized Replica make() {
    try {
      Ready shared = ready;
      if (shared == null) {
        Program program = job.program(capacity);
        shared = new Ready(program, job.train().dataset(program), job.settings());
        ready = shared;
      }
      return new Replica(shared.program(), shared.train(), shared.settings());
    } catch (ProblemException e) {
      throw new IllegalStateException("expected a job that the driver has checked", e);
    }
  }

  private Object readResolve() {
    return new Replicas(job, capacity);
  }
}
