package org.chainrule.engine.train;

/**
 * Adam with decoupled weight decay: theta first shrinks by the factor 1 - eta lambda, with lambda =
 * 0.01, then takes Adam's step, whose moments never see the decay. Loshchilov and Hutter 2019,
 * arXiv:1711.05101, algorithm 2; {@code torch.optim.AdamW}.
 */
final class AdamW implements Optimizer {
  private static final double DECAY = 0.01;

  private final float keep;
  private final Adam adam;

  AdamW(double learningRate) {
    keep = (float) (1 - learningRate * DECAY);
    adam = new Adam(learningRate);
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, int count) {
    for (int i = 0; i < count; i++) {
      arena[parameters + i] *= keep;
    }
    adam.step(arena, parameters, gradients, count);
  }
}
