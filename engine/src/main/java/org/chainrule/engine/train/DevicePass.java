package org.chainrule.engine.train;

import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.plan.ProblemException;

/** A pass on one device, with the parameters that stand in its arena. One thread. */
public final class DevicePass implements Pass {
  private final Device device;
  private final Dataset dataset;
  private final Feeding feeding;
  private final Scoring scoring;

  /**
   * A pass over these examples.
   *
   * @throws ProblemException where the data set does not fit the graph
   */
  public DevicePass(Device device, Dataset dataset) throws ProblemException {
    this.device = device;
    this.dataset = dataset;
    feeding = Feeding.match(device.program(), dataset.columns());
    scoring = new Scoring(device);
  }

  @Override
  public TrainerState.Tally run(int[] order, int from, int examples, int step) {
    for (int row = 0; row < examples; row++) {
      feeding.copy(dataset, order[from + row], device.arena(), row);
    }
    device.forward(examples, step);
    device.backward(examples, step);
    return new TrainerState.Tally(scoring.loss(examples), scoring.correct(examples), examples);
  }
}
