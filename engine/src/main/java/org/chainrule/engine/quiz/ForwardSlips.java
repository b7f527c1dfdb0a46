package org.chainrule.engine.quiz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What people answer who go wrong on the way forward: the run with one step held at what it is not.
 */
final class ForwardSlips {
  private static final int RUNS = 200;
  private static final int ENTRIES = 256;

  private final Evaluation evaluation;
  private final Gradients gradients;
  private final int target;
  private final int entry;
  private final List<Candidate> found = new ArrayList<>();

  ForwardSlips(Evaluation evaluation, Gradients gradients, int target, int entry) {
    this.evaluation = evaluation;
    this.gradients = gradients;
    this.target = target;
    this.entry = entry;
  }

  List<Candidate> value() {
    boolean[] before = before();
    int runs = 0;
    for (int i = target; i >= 0 && runs < RUNS; i--) {
      Plan.Step step = evaluation.plan().steps().get(i);
      Tensor own = evaluation.value(i);
      if (before[i] && own != null && !step.inputs().isEmpty()) {
        runs += step.inputs().size();
        step(i, step, own);
      }
    }
    add(gradients.gradient(target), Slip.GRADIENT_FOR_VALUE, Wording.GRADIENT_FOR_VALUE);
    Tensor value = evaluation.value(target);
    for (int i = 0; value != null && value.size() <= ENTRIES && i < value.size(); i++) {
      found.add(
          new Candidate(value.at(i), new Diagnosis(Slip.OTHER_ENTRY, Wording.OTHER_ENTRY, "")));
    }
    return found;
  }

  /** The steps that the target depends on, itself included. */
  private boolean[] before() {
    boolean[] before = new boolean[target + 1];
    before[target] = true;
    for (int i = target; i >= 0; i--) {
      for (int input : evaluation.plan().steps().get(i).inputs()) {
        before[input] |= before[i];
      }
    }
    return before;
  }

  private void step(int index, Plan.Step step, Tensor own) {
    Kernel kernel = step.op().kernel(evaluation.plan().inputShapes(step), step.settings());
    String name = Wording.name(step);
    List<Port> ports = step.op().info().ports();
    if (kernel instanceof Kernel.Elementwise) {
      for (int port = 0; port < step.inputs().size(); port++) {
        Tensor input = evaluation.value(step.inputs().get(port));
        if (input != null && input.shape().equals(own.shape())) {
          boolean cases = ports.get(port).derivative().contains("\\begin{cases}");
          if (step.inputs().size() > 1) {
            held(index, input, Slip.MISSED_OPERAND, Wording.missedOperand(name));
          } else if (cases) {
            held(index, input, Slip.FORGOT_MASK, Wording.forgotMaskForward(name));
          } else {
            held(index, input, Slip.SKIPPED_FUNCTION, Wording.skippedForward(name));
          }
        }
      }
    } else if (kernel instanceof Kernel.Sum sum) {
      double terms = (double) evaluation.plan().inputShapes(step).get(0).size() / own.size();
      if (sum.mean()) {
        held(index, own.times(terms), Slip.SUM_FOR_MEAN, Wording.sumForMean(name));
      } else {
        held(index, own.times(1 / terms), Slip.MEAN_FOR_SUM, Wording.meanForSum(name));
      }
    }
  }

  private void held(int index, Tensor at, Slip slip, String sentence) {
    add(evaluation.moved(Map.of(index, at)).value(target), slip, sentence);
  }

  private void add(@Nullable Tensor wrong, Slip slip, String sentence) {
    if (wrong != null && entry < wrong.size()) {
      found.add(new Candidate(wrong.at(entry), new Diagnosis(slip, sentence, "")));
    }
  }
}
