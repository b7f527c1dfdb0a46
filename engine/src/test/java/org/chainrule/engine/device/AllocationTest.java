package org.chainrule.engine.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.plan.ProblemException;
import org.junit.jupiter.api.Test;

/** A pass of the training executor allocates nothing, whatever the size of the batch. */
class AllocationTest {
  private static final int STEPS = 2000;

  @Test
  void aStepAllocatesNothing() throws ProblemException {
    for (String text : new String[] {Graphs.U4, Graphs.MNIST}) {
      PortableDevice device =
          new PortableDevice(Program.compile(Graphs.plan(text), 8, BatchReduction.MEAN));
      run(device);
      run(device);
      long allocated = allocated();
      run(device);
      long perStep = (allocated() - allocated) / STEPS;
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
