package org.chainrule.bench;

import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;
import org.chainrule.server.training.OpenBlasGemm;

/** Chainrule as the server runs it. */
final class Ours implements Contender {

  static final String NAME = "Chainrule";

  private final Device device;
  private final Trainer trainer;
  private final int batch;
  private final int examples;

  Ours(Work work, int threads) {
    device = new PortableDevice(work.program(), new OpenBlasGemm(threads));
    batch = work.batch();
    examples = work.images().size();
    try {
      trainer = new Trainer(device, work.images(), work.settings());
    } catch (ProblemException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double train(int steps) {
    double loss = 0;
    long seen = 0;
    for (int i = 0; i < steps; i++) {
      trainer.step();
      long at = (trainer.stepsDone() - 1) % trainer.stepsPerEpoch();
      long count = Math.min(batch, examples - at * batch);
      loss += trainer.lastLoss() * count;
      seen += count;
    }
    return loss / seen;
  }

  @Override
  public void close() {
    device.close();
  }
}
