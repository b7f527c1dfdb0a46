package org.chainrule.engine.quiz;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which the rule of one port goes wrong in people's hands. They are read off the op's
 * own derivative and kernel, so that a new op has its slips from the first day.
 */
final class Bends {
  private final Evaluation evaluation;
  private final Gradients gradients;

  Bends(Evaluation evaluation, Gradients gradients) {
    this.evaluation = evaluation;
    this.gradients = gradients;
  }

  List<Bend> of(int index, int port) {
    Plan.Step step = evaluation.plan().steps().get(index);
    Port declared = step.op().info().ports().get(port);
    Op.Point at = evaluation.point(index);
    Kernel kernel = step.op().kernel(evaluation.plan().inputShapes(step), step.settings());
    List<Bend> bends = new ArrayList<>();
    boolean single = step.inputs().size() == 1 && kernel instanceof Kernel.Elementwise;
    if (single) {
      function(bends, index, declared);
    }
    String name = Wording.name(step);
    Double factor = leading(step, declared, at);
    if (factor != null) {
      bends.add(
          scaled(
              index,
              port,
              1 / factor,
              Slip.FORGOT_FACTOR,
              Wording.forgotFactor(NumberText.of(factor), name)));
    }
    if (declared.derivative().startsWith("-")) {
      bends.add(scaled(index, port, -1, Slip.LOST_MINUS, Wording.lostMinus(name)));
    }
    if (isFactor(step.op().info(), port)) {
      Tensor own = at.inputs().get(port);
      add(
          bends,
          index,
          port,
          new Diagnosis(Slip.OWN_FACTOR, Wording.ownFactor(name), rule(declared)),
          upstream -> Tensor.zip(upstream, own, (g, a) -> g * a).sumTo(own.shape()));
    }
    mean(bends, index, port, kernel, at);
    return bends;
  }

  /** The slips at a function of each number. */
  private void function(List<Bend> bends, int index, Port declared) {
    Plan.Step step = evaluation.plan().steps().get(index);
    Tensor slopes = gradients.localDerivative(index, 0);
    if (slopes == null || declared.derivative().equals("-1") || declared.derivative().equals("1")) {
      return;
    }
    String name = Wording.name(step);
    String rule = rule(declared);
    boolean flat = has(slopes, 0);
    if (cases(declared) && flat) {
      Diagnosis forgot = new Diagnosis(Slip.FORGOT_MASK, Wording.forgotMask(name), rule);
      add(bends, index, 0, forgot, upstream -> upstream);
    }
    if (cases(declared) && has(slopes, 1)) {
      Diagnosis none = new Diagnosis(Slip.MASK_WHERE_NONE, Wording.maskWhereNone(name), rule);
      add(bends, index, 0, none, upstream -> upstream.times(0));
    }
    if (!flat || !cases(declared)) {
      Diagnosis skipped = new Diagnosis(Slip.SKIPPED_FUNCTION, Wording.skippedFunction(name), rule);
      add(bends, index, 0, skipped, upstream -> upstream);
      Tensor output = evaluation.point(index).output();
      Diagnosis value = new Diagnosis(Slip.VALUE_FOR_SLOPE, Wording.valueForSlope(name), rule);
      add(bends, index, 0, value, up -> Tensor.zip(up, output, (g, y) -> g * y));
    }
  }

  /** Whether the derivative tells cases apart, as that of relu does. */
  private static boolean cases(Port declared) {
    return declared.derivative().contains("\\begin{cases}") || declared.derivative().contains("[");
  }

  private static boolean has(Tensor slopes, double slope) {
    for (int i = 0; i < slopes.size(); i++) {
      if (slopes.at(i) == slope) {
        return true;
      }
    }
    return false;
  }

  /** The rule of a port as an equation. */
  private static String rule(Port declared) {
    String tex = declared.derivative();
    return tex.contains("\\bar{") ? tex : "\\text{slope} = " + tex;
  }

  /** Whether the output is a product in which this port is a factor. */
  private static boolean isFactor(OpInfo info, int port) {
    int other = info.port(info.ports().get(port).derivative());
    return other >= 0 && other != port && info.ports().size() == 2;
  }

  /** The number that the power rule puts in front of a derivative, or null. */
  private static @Nullable Double leading(Plan.Step step, Port declared, Op.Point at) {
    String tex = declared.derivative();
    tex = tex.startsWith("-") ? tex.substring(1) : tex;
    int space = tex.indexOf(' ');
    if (space < 1 || scaledDown(step)) {
      return null;
    }
    String first = tex.substring(0, space);
    Typed number = Typed.read(first);
    int other = step.op().info().port(first);
    Double factor = number == null ? null : (Double) number.value();
    if (other >= 0 && other < at.inputs().size() && tex.startsWith("\\,", space + 1)) {
      factor = at.inputs().get(other).size() == 1 ? at.inputs().get(other).at(0) : null;
    }
    return factor == null || factor == 0 || factor == 1 ? null : factor;
  }

  /** A loss with a half in front has no factor left that could be forgotten. */
  private static boolean scaledDown(Plan.Step step) {
    return step.op().info().setting("factor") != null
        && !step.settings().choice("factor").equals("1");
  }

  private void mean(List<Bend> bends, int index, int port, Kernel kernel, Op.Point at) {
    Plan.Step step = evaluation.plan().steps().get(index);
    int terms = at.inputs().get(port).size() / Math.max(1, at.output().size());
    boolean reduces = step.op().info().setting("reduction") != null;
    boolean mean =
        kernel instanceof Kernel.Sum sum ? sum.mean() : reduces && isMean(step.settings());
    if (terms > 1 && (kernel instanceof Kernel.Sum || reduces)) {
      String name = Wording.name(step);
      bends.add(
          mean
              ? scaled(index, port, terms, Slip.SUM_FOR_MEAN, Wording.sumForMean(name))
              : scaled(index, port, 1.0 / terms, Slip.MEAN_FOR_SUM, Wording.meanForSum(name)));
    }
  }

  private static boolean isMean(Settings settings) {
    return settings.choice("reduction").equals("mean");
  }

  /** The right rule times a factor. */
  private Bend scaled(int index, int port, double factor, Slip slip, String sentence) {
    Plan.Step step = evaluation.plan().steps().get(index);
    Op.Point at = evaluation.point(index);
    String rule = rule(step.op().info().ports().get(port));
    return new Bend(
        index,
        port,
        new Diagnosis(slip, sentence, rule),
        upstream -> {
          Tensor product = step.op().vjp(port, upstream, at);
          return product == null ? null : product.times(factor);
        });
  }

  private static void add(
      List<Bend> bends, int index, int port, Diagnosis diagnosis, Bend.Back back) {
    bends.add(new Bend(index, port, diagnosis, back));
  }
}
