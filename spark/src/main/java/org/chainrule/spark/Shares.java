package org.chainrule.spark;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The shares of a job out on the cluster: sends all of them a piece of work, adds what they say.
 */
final class Shares implements AutoCloseable {
  private final JavaSparkContext spark;
  private final Broadcast<Replicas> replicas;
  private final JavaRDD<Integer> shares;
  private final int count;

  /** Sends the job to the machines. */
  Shares(JavaSparkContext spark, TrainingJob job, int capacity, int count) {
    this.spark = spark;
    this.count = count;
    replicas = spark.broadcast(new Replicas(job, capacity));
    shares = spark.parallelize(IntStream.range(0, count).boxed().toList(), count);
  }

  int count() {
    return count;
  }

  /** Work that is the same for every share but for its number. */
  interface Work extends Serializable {

    /** Does one share's part, and adds what it comes to; leaves the sum alone where it has none. */
    void run(Replica replica, int share, Sum into);
  }

  /**
   * Has every share do its part. What is lost with a machine is done again by another.
   *
   * @param work broadcast to every machine once, and then forgotten
   */
  Sum sum(Work work) {
    Broadcast<Work> sent = spark.broadcast(work);
    Broadcast<Replicas> models = replicas;
    try {
      return shares.treeAggregate(
          new Sum(),
          (sum, share) -> {
            models.value().use(replica -> sent.value().run(replica, share, sum));
            return sum;
          },
          Sum::plus);
    } finally {
      sent.destroy();
    }
  }

  @Override
  public void close() {
    replicas.destroy();
  }
}
