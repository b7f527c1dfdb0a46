package org.chainrule.engine.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.plan.ProblemException;
import org.junit.jupiter.api.Test;

/** A pass of the training executor allocates nothing, whatever the size of the batch. */
class AllocationTest {
  private static final int STEPS = 1000;

  /** The optimizing compiler takes its time; what it leaves behind, it leaves in every round. */
  private static final int ROUNDS = 40;

  @Test
  void aStepAllocatesNothing() throws ProblemException {
    for (String text : new String[] {Graphs.U4, Graphs.MNIST}) {
      PortableDevice device =
          new PortableDevice(Program.compile(Graphs.plan(text), 8, BatchReduction.MEAN));
      long perStep = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && perStep >= 2; round++) {
        long allocated = allocated();
        run(device);
        perStep = (allocated() - allocated) / STEPS;
      }
      assertTrue(perStep < 2, perStep + " bytes a step for " + text);
    }
  }

  private static void run(PortableDevice device) {
    for (int i = 0; i < STEPS; i++) {
      device.forward(8, Device.TESTING);
      device.backward(8, Device.TESTING);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
