package org.chainrule.spark;

/**
 * How the work of a run is shared out.
 *
 * @param shares into how many parts each minibatch falls; as many as there are cores to use
 * @param localSteps 0 where all gradients meet at every step; else after how many steps of its own
 *     the parameters of each share are averaged
 */
public record Sharing(int shares, int localSteps) {

  /** Shares at most. */
  public static final int MOST = 1024;

  public Sharing {
    if (shares < 1 || shares > MOST || localSteps < 0) {
      throw new IllegalArgumentException(
          "expected from 1 to "
              + MOST
              + " shares and no fewer than 0 local steps, got "
              + shares
              + " and "
              + localSteps);
    }
  }

  /** All gradients meet at every step: the steps of one machine. */
  public static Sharing synchronous(int shares) {
    return new Sharing(shares, 0);
  }

  /** Where a share begins among so many examples; that of the next is where it ends. */
  static int begin(int examples, int share, int shares) {
    return (int) ((long) examples * share / shares);
  }

  /** The most examples of one share. */
  int most(int examples) {
    return (examples + shares - 1) / shares;
  }
}
