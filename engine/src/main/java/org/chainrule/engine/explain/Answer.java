package org.chainrule.engine.explain;

import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a graph answers to the example that it is fed with: a class, a quantity, or the input over
 * again.
 *
 * @param step the step whose value is the answer
 * @param kind what it is
 * @param chosen the class that it names; -1 where it names none
 * @param share how probable that class is, as the model sees it; NaN where it does not say
 */
public record Answer(int step, Kind kind, int chosen, double share) {

  /** What an answer can be. */
  public enum Kind {
    /** One of several classes. */
    CLASS("class"),
    /** As many numbers as the input has: its reconstruction. */
    INPUT("input"),
    /** Any other number or numbers. */
    QUANTITY("quantity");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** The answer of a graph, or null where it has none, or not yet. */
  public static @Nullable Answer of(Evaluation evaluation) {
    Plan plan = evaluation.plan();
    boolean[] labelled = new boolean[plan.steps().size()];
    for (int i = 0; i < labelled.length; i++) {
      Plan.Step step = plan.steps().get(i);
      labelled[i] = step.op().info().role() == Role.LABEL;
      for (int input : step.inputs()) {
        labelled[i] |= labelled[input];
      }
      Prediction prediction = step.op().prediction();
      if (labelled[i] && prediction != null) {
        return read(evaluation, step.inputs().get(prediction.scores()), prediction);
      }
      int other = labelled[i] ? meeting(step, labelled) : compared(plan, step);
      if (other >= 0) {
        return read(evaluation, other, null);
      }
    }
    return null;
  }

  /** What meets a label in a step, or -1. */
  private static int meeting(Plan.Step step, boolean[] labelled) {
    for (int input : step.inputs()) {
      if (!labelled[input]) {
        return input;
      }
    }
    return -1;
  }

  /** What is compared with the input that it was made of, or -1. */
  private static int compared(Plan plan, Plan.Step step) {
    for (int input : step.inputs()) {
      if (plan.steps().get(input).op().info().role() != Role.INPUT) {
        continue;
      }
      for (int other : step.inputs()) {
        boolean like = plan.steps().get(other).shape().equals(plan.steps().get(input).shape());
        if (other != input && like && stemsFrom(plan, other, input)) {
          return other;
        }
      }
    }
    return -1;
  }

  private static boolean stemsFrom(Plan plan, int step, int source) {
    boolean[] stems = new boolean[step + 1];
    for (int i = 0; i <= step; i++) {
      stems[i] = i == source;
      for (int input : plan.steps().get(i).inputs()) {
        stems[i] |= stems[input];
      }
    }
    return stems[step];
  }

  private static @Nullable Answer read(
      Evaluation evaluation, int step, @Nullable Prediction prediction) {
    Tensor value = evaluation.value(step);
    if (value == null) {
      return null;
    }
    if (prediction == null || prediction.rule() == Prediction.Rule.NONE) {
      Kind kind = isLikeAnInput(evaluation.plan(), value) ? Kind.INPUT : Kind.QUANTITY;
      return new Answer(step, kind, -1, Double.NaN);
    }
    if (prediction.rule() == Prediction.Rule.ARGMAX) {
      return largest(step, value, prediction.certainty());
    }
    double score = value.at(0);
    int chosen = score > (prediction.rule() == Prediction.Rule.HALF ? 0.5 : 0) ? 1 : 0;
    double share =
        switch (prediction.certainty()) {
          case SIGMOID, SOFTMAX -> Elementary.sigmoid(chosen == 1 ? score : -score);
          case PROBABILITY -> chosen == 1 ? score : 1 - score;
          case NONE -> Double.NaN;
        };
    return new Answer(step, Kind.CLASS, chosen, share);
  }

  private static boolean isLikeAnInput(Plan plan, Tensor value) {
    return value.size() > 1
        && plan.steps().stream()
            .anyMatch(
                step ->
                    step.op().info().role() == Role.INPUT && step.shape().size() == value.size());
  }

  private static Answer largest(int step, Tensor scores, Prediction.Certainty certainty) {
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      best = scores.at(i) > scores.at(best) ? i : best;
    }
    double share = Double.NaN;
    if (certainty == Prediction.Certainty.SOFTMAX) {
      double sum = 0;
      for (int i = 0; i < scores.size(); i++) {
        sum += Elementary.exp(scores.at(i) - scores.at(best));
      }
      share = 1 / sum;
    } else if (certainty == Prediction.Certainty.PROBABILITY) {
      share = scores.at(best);
    }
    return new Answer(step, Kind.CLASS, best, share);
  }

  /** As JSON with the node's index, the kind, and for a class which and how probable. */
  public String json(Plan plan) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("node").value(plan.steps().get(step).index());
    out.key("kind").value(kind.word).key("chosen").value(chosen).key("share");
    if (share - share == 0) {
      out.value(share);
    } else {
      out.nullValue();
    }
    return out.endObject().toString();
  }
}
