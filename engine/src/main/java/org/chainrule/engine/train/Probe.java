package org.chainrule.engine.train;

import java.util.Arrays;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;

/** Runs a model over examples without training it, so that what it holds can be read. */
public final class Probe {
  private Probe() {}

  /** Reads the arena after each batch. */
  public interface Reader {
    /**
     * @param examples how many examples the batch has
     */
    void read(int examples);
  }

  /**
   * Runs forward and backward over a data set, a batch at a time. The gradient of the last step of
   * training is put back afterwards.
   *
   * @throws ProblemException where the data set does not fit the graph
   */
  public static void run(Device device, Dataset data, Reader reader) throws ProblemException {
    Program program = device.program();
    Feeding feeding = Feeding.match(program, data.columns());
    float[] arena = device.arena();
    int from = program.gradientsAt();
    float[] last = Arrays.copyOfRange(arena, from, from + program.parameterCount());
    for (int start = 0; start < data.size(); start += program.batchSize()) {
      int examples = Math.min(program.batchSize(), data.size() - start);
      for (int row = 0; row < examples; row++) {
        feeding.copy(data, start + row, arena, row);
      }
      device.forward(examples, Device.TESTING);
      device.backward(examples, Device.TESTING);
      reader.read(examples);
    }
    System.arraycopy(last, 0, arena, from, last.length);
  }
}
