package org.chainrule.engine.device;

import org.chainrule.engine.device.Instruction.Dropout;
import org.chainrule.engine.device.Instruction.DropoutGradient;
import org.chainrule.engine.device.Instruction.Softmax;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropy;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropyGradient;
import org.chainrule.engine.device.Instruction.SoftmaxGradient;
import org.chainrule.engine.device.Instruction.Sum;
import org.chainrule.engine.device.Instruction.SumGradient;
import org.chainrule.engine.op.DropoutMask;
import org.chainrule.engine.tensor.Elementary;

/**
 * What combines the entries of a row: sums, softmax and its cross-entropy. Sums run in float64 and
 * are rounded once.
 */
final class RowLoops {
  private RowLoops() {}

  static void sum(Sum s, float[] x, int examples) {
    for (int row = 0; row < s.out().rows(examples); row++) {
      int from = s.x().offset() + row * s.x().stride();
      int to = s.out().offset() + row * s.out().size();
      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          double sum = 0;
          for (int j = 0; j < s.length(); j++) {
            sum += x[from + (o * s.length() + j) * s.inner() + i];
          }
          x[to + o * s.inner() + i] = (float) (sum * s.factor());
        }
      }
    }
  }

  static void sumGradient(SumGradient g, float[] x, int examples) {
    Sum s = g.forward();
    for (int row = 0; row < s.out().rows(examples); row++) {
      int up = g.upstream().offset() + row * g.upstream().stride();
      int to = g.gradient().offset() + row * g.gradient().stride();
      for (int o = 0; o < s.outer(); o++) {
        for (int j = 0; j < s.length(); j++) {
          for (int i = 0; i < s.inner(); i++) {
            x[to + (o * s.length() + j) * s.inner() + i] += x[up + o * s.inner() + i] * s.factor();
          }
        }
      }
    }
  }

  private static double logSumExp(float[] x, int from, int length) {
    float max = x[from];
    for (int i = 1; i < length; i++) {
      max = Math.max(max, x[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Elementary.exp(x[from + i] - max);
    }
    return max + Elementary.log(sum);
  }

  static void softmax(Softmax s, float[] x, int examples) {
    int runs = s.out().size() / s.length();
    for (int row = 0; row < s.out().rows(examples); row++) {
      for (int run = 0; run < runs; run++) {
        int from = s.x().offset() + row * s.x().stride() + run * s.length();
        int to = s.out().offset() + row * s.out().size() + run * s.length();
        double total = logSumExp(x, from, s.length());
        for (int i = 0; i < s.length(); i++) {
          x[to + i] = (float) Elementary.exp(x[from + i] - total);
        }
      }
    }
  }

  static void softmaxGradient(SoftmaxGradient g, float[] x, int examples) {
    Softmax s = g.forward();
    int runs = s.out().size() / s.length();
    for (int row = 0; row < s.out().rows(examples); row++) {
      for (int run = 0; run < runs; run++) {
        int p = s.out().offset() + row * s.out().size() + run * s.length();
        int up = g.upstream().offset() + row * g.upstream().stride() + run * s.length();
        int to = g.gradient().offset() + row * g.gradient().stride() + run * s.length();
        double dot = 0;
        for (int i = 0; i < s.length(); i++) {
          dot += x[up + i] * x[p + i];
        }
        for (int i = 0; i < s.length(); i++) {
          x[to + i] += (float) (x[p + i] * (x[up + i] - dot));
        }
      }
    }
  }

  static void crossEntropy(SoftmaxCrossEntropy l, float[] x, int examples) {
    int length = l.logits().size();
    for (int row = 0; row < l.out().rows(examples); row++) {
      int from = l.logits().offset() + row * l.logits().stride();
      int label = (int) x[l.label().offset() + row * l.label().stride()];
      double total = logSumExp(x, from, length);
      boolean known = label >= 0 && label < length;
      x[l.out().offset() + row] = known ? (float) (total - x[from + label]) : Float.NaN;
    }
  }

  static void crossEntropyGradient(SoftmaxCrossEntropyGradient g, float[] x, int examples) {
    SoftmaxCrossEntropy l = g.forward();
    int length = l.logits().size();
    for (int row = 0; row < l.out().rows(examples); row++) {
      int from = l.logits().offset() + row * l.logits().stride();
      int to = g.gradient().offset() + row * g.gradient().stride();
      int label = (int) x[l.label().offset() + row * l.label().stride()];
      float up = x[g.upstream().offset() + row * g.upstream().stride()];
      double total = total(l, x, row, from, label);
      for (int i = 0; i < length; i++) {
        double p = Elementary.exp(x[from + i] - total);
        x[to + i] += (float) (up * (p - (i == label ? 1 : 0)));
      }
    }
  }

  /**
   * The logarithm of the sum of exponentials, from the loss of the forward pass, which is that less
   * the score of the label; exact to the rounding of both.
   */
  private static double total(SoftmaxCrossEntropy l, float[] x, int row, int from, int label) {
    boolean known = label >= 0 && label < l.logits().size();
    return known
        ? (double) x[l.out().offset() + row] + x[from + label]
        : logSumExp(x, from, l.logits().size());
  }

  static void dropout(Dropout d, float[] x, int examples, int step) {
    int count = d.out().rows(examples) * d.out().size();
    if (step == Device.TESTING) {
      System.arraycopy(x, d.x().offset(), x, d.out().offset(), count);
      return;
    }
    DropoutMask mask = new DropoutMask(d.rate(), d.seed(), step);
    for (int i = 0; i < count; i++) {
      x[d.out().offset() + i] = (float) (x[d.x().offset() + i] * mask.next());
    }
  }

  static void dropoutGradient(DropoutGradient g, float[] x, int examples, int step) {
    Dropout d = g.forward();
    int count = d.out().rows(examples) * d.out().size();
    DropoutMask mask = new DropoutMask(d.rate(), d.seed(), step);
    for (int i = 0; i < count; i++) {
      double factor = step == Device.TESTING ? 1 : mask.next();
      x[g.gradient().offset() + i] += (float) (x[g.upstream().offset() + i] * factor);
    }
  }
}
