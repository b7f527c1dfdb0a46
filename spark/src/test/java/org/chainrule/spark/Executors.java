package org.chainrule.spark;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Hears which executors come, and which of them work. Spark tells it a moment later. */
final class Executors extends SparkListener {
  private static final int PATIENCE = 60;

  private final BlockingQueue<String> added = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    added.add(event.executorId());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.taskInfo().successful()) {
      worked.add(event.taskInfo().executorId());
    }
  }

  /** Whether another executor comes within a minute. */
  boolean oneMoreComes() throws InterruptedException {
    return added.poll(PATIENCE, TimeUnit.SECONDS) != null;
  }

  /** Whether two executors are heard to have worked, waiting a minute for each to be heard of. */
  boolean twoHaveWorked() throws InterruptedException {
    Set<String> heard = new HashSet<>();
    while (heard.size() < 2) {
      String executor = worked.poll(PATIENCE, TimeUnit.SECONDS);
      if (executor == null) {
        return false;
      }
      heard.add(executor);
    }
    return true;
  }
}
