package org.chainrule.spark;

import java.util.Arrays;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.train.Pass;
import org.chainrule.engine.train.TrainerState;

/**
 * A pass whose minibatch is shared out: every share gets the parameters and gives the gradient of
 * its examples, and their sum is the gradient of all. Zinkevich et al. 2010; Goyal et al. 2017,
 * arXiv:1706.02677, section 2.1.
 */
final class SharedPass implements Pass {
  private final Device device;
  private final Shares shares;

  SharedPass(Device device, Shares shares) {
    this.device = device;
    this.shares = shares;
  }

  /**
   * One minibatch.
   *
   * @param parameters every parameter as it stands
   * @param examples the numbers of its examples
   */
  private record Minibatch(float[] parameters, int[] examples, int step, int shares)
      implements Shares.Work {

    @Override
    public void run(Replica replica, int share, Sum into) {
      int from = Sharing.begin(examples.length, share, shares);
      int count = Sharing.begin(examples.length, share + 1, shares) - from;
      if (count == 0) {
        return;
      }
      Program program = replica.program();
      float[] arena = replica.arena();
      System.arraycopy(parameters, 0, arena, program.parametersAt(), parameters.length);
      into.count(replica.run(examples, from, count, step, share));
      boolean mean = program.reduction() == BatchReduction.MEAN;
      double weight = mean ? (double) count / examples.length : 1;
      into.sized(parameters.length).add(0, arena, program.gradientsAt(), parameters.length, weight);
    }
  }

  @Override
  public TrainerState.Tally run(int[] order, int from, int examples, int step) {
    Program program = device.program();
    float[] arena = device.arena();
    int at = program.parametersAt();
    float[] parameters = Arrays.copyOfRange(arena, at, at + program.parameterCount());
    int[] batch = Arrays.copyOfRange(order, from, from + examples);
    Sum sum = shares.sum(new Minibatch(parameters, batch, step, shares.count()));
    double[] gradient = sum.numbers();
    for (int i = 0; i < gradient.length; i++) {
      arena[program.gradientsAt() + i] = (float) gradient[i];
    }
    return sum.tally();
  }
}
