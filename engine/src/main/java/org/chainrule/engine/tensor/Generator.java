package org.chainrule.engine.tensor;

/**
 * A seeded random generator that gives the same numbers on every platform: xoshiro128** (Blackman
 * and Vigna, 2018), its state filled by a multiplicative hash of the seed. Integer arithmetic in 32
 * bits only. Not for secrets; one thread.
 */
public final class Generator {
  private int s0;
  private int s1;
  private int s2;
  private int s3;
  private double spare;
  private boolean hasSpare;

  /** A generator for a seed and a stream; streams of one seed are independent. */
  public Generator(int seed, int stream) {
    s0 = mix(seed);
    s1 = mix(s0 ^ mix(stream ^ 0x9E3779B9));
    s2 = mix(s1 + 0x85EBCA6B);
    s3 = mix(s2 + 0xC2B2AE35) | 1;
    for (int i = 0; i < 16; i++) {
      nextInt();
    }
  }

  /**
   * A generator for a seed and a name, such as a parameter's: the same whatever else a graph holds.
   */
  public Generator(int seed, String stream) {
    this(seed, hash(stream));
  }

  private static int hash(String text) {
    int h = 0x811C9DC5;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x01000193;
    }
    return h;
  }

  private static int mix(int z) {
    z = (z ^ (z >>> 16)) * 0x7FEB352D;
    z = (z ^ (z >>> 15)) * 0x846CA68B;
    return z ^ (z >>> 16);
  }

  /** 32 uniform bits. */
  public int nextInt() {
    int result = Integer.rotateLeft(s1 * 5, 7) * 9;
    int t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Integer.rotateLeft(s3, 11);
    return result;
  }

  /** A whole number from 0 to bound - 1, each as likely as the others. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("expected a bound above 0, got " + bound);
    }
    int mask = Integer.highestOneBit(bound) * 2 - 1;
    while (true) {
      int candidate = nextInt() & mask;
      if (candidate >= 0 && candidate < bound) {
        return candidate;
      }
    }
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    int high = nextInt() >>> 6;
    int low = nextInt() >>> 5;
    return (high * 134217728.0 + low) / 9007199254740992.0;
  }

  /** A draw from the standard normal distribution (Marsaglia's polar method). */
  public double nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double s;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double scale = Math.sqrt(-2 * Elementary.log(s) / s);
    spare = v * scale;
    hasSpare = true;
    return u * scale;
  }

  /** Puts the numbers in a random order, each as likely as the others. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }
}
