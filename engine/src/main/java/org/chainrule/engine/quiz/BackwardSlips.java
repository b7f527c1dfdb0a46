package org.chainrule.engine.quiz;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.autodiff.Paths;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What people answer who go wrong on the way back: one walk for each slip, from the loss to the
 * step that is asked about, with one rule bent.
 */
final class BackwardSlips {
  /** The most walks for one question; a larger graph is searched as far as that. */
  private static final int WALKS = 400;

  private static final int PATHS = 64;

  /** A tensor of more numbers is not taken apart into paths. */
  private static final int ENTRIES = 16;

  private final Evaluation evaluation;
  private final Gradients gradients;
  private final int loss;
  private final Backward backward;
  private final Bends bends;
  private final List<Candidate> found = new ArrayList<>();

  BackwardSlips(Evaluation evaluation, Gradients gradients, int loss) {
    this.evaluation = evaluation;
    this.gradients = gradients;
    this.loss = loss;
    backward = new Backward(evaluation, gradients, loss);
    bends = new Bends(evaluation, gradients);
  }

  private Plan.Step step(int index) {
    return evaluation.plan().steps().get(index);
  }

  /** The slips at the gradient of one number of a step. */
  List<Candidate> gradient(int target, int entry) {
    boolean[] behind = backward.behind(target);
    paths(target, entry);
    entriesOnTheWay(target, entry, behind);
    meetings(target, entry, behind);
    int walks = 0;
    for (int i = target + 1; i <= loss; i++) {
      for (int port = 0; port < step(i).inputs().size(); port++) {
        if (behind[step(i).inputs().get(port)] && backward.flows(i, port)) {
          List<Bend> ways = walks < WALKS ? bends.of(i, port) : List.of();
          walks += ways.size();
          for (Bend bend : ways) {
            add(backward.gradient(target, backward.bent(bend)), entry, bend.diagnosis());
          }
          if (step(i).inputs().get(port) == target) {
            neighbours(i, port, entry);
          }
        }
      }
    }
    outputs(target, entry, behind);
    add(evaluation.value(target), entry, Slip.VALUE_FOR_GRADIENT, Wording.VALUE_FOR_GRADIENT);
    others(gradients.gradient(target), entry);
    return found;
  }

  /** The slips at what one wire adds. */
  List<Candidate> contribution(int index, int port, int entry) {
    int input = step(index).inputs().get(port);
    Tensor right = gradients.gradient(index);
    int walks = 0;
    for (int i = index + 1; i <= loss; i++) {
      for (int p = 0; p < step(i).inputs().size(); p++) {
        List<Bend> ways = walks < WALKS && backward.flows(i, p) ? bends.of(i, p) : List.of();
        walks += ways.size();
        for (Bend bend : ways) {
          Tensor wrong = backward.gradient(index, backward.bent(bend));
          add(
              wrong == null ? null : backward.straight(index, port, wrong),
              entry,
              bend.diagnosis());
        }
      }
    }
    for (Bend bend : bends.of(index, port)) {
      add(right == null ? null : bend.back().apply(right), entry, bend.diagnosis());
    }
    neighbours(index, port, entry);
    String whole = Wording.wholeForPart(Wording.name(step(input)));
    add(gradients.gradient(input), entry, Slip.WHOLE_FOR_PART, whole);
    add(evaluation.value(input), entry, Slip.VALUE_FOR_GRADIENT, Wording.VALUE_FOR_GRADIENT);
    others(gradients.contribution(index, port), entry);
    return found;
  }

  /** The slips at a local derivative. */
  List<Candidate> local(int index, int port, int entry) {
    Tensor own = evaluation.value(index);
    if (own != null && entrywise(index, port)) {
      for (Bend bend : bends.of(index, port)) {
        add(bend.back().apply(Tensor.filled(own.shape(), 1)), entry, bend.diagnosis());
      }
    }
    Tensor sent = gradients.contribution(index, port);
    if (sent != null && entry < sent.size()) {
      add(sent, entry, Slip.WHOLE_FOR_PART, Wording.CONTRIBUTION_FOR_LOCAL);
    }
    if (own != null && entry < own.size()) {
      add(own, entry, Slip.VALUE_FOR_GRADIENT, Wording.VALUE_FOR_GRADIENT);
    }
    others(gradients.localDerivative(index, port), entry);
    return found;
  }

  /** All paths but one, and each alone, where there are few enough to list. */
  private void paths(int target, int entry) {
    Tensor whole = gradients.gradient(target);
    Paths paths = Paths.of(evaluation, gradients, target, loss, PATHS);
    if (whole == null || !paths.complete() || paths.count() < 2) {
      return;
    }
    for (Paths.Path path : paths.largest()) {
      double part = path.contribution().at(entry);
      String missed = Wording.missedPath(through(path, paths.largest()));
      add(whole.at(entry) - part, Slip.MISSED_PATH, missed);
    }
    for (Paths.Path path : paths.largest()) {
      String alone = Wording.onePath(through(path, paths.largest()));
      add(path.contribution().at(entry), Slip.MISSED_PATH, alone);
    }
  }

  /** What tells a path from the others: a named step that not all of them share. */
  private String through(Paths.Path path, List<Paths.Path> all) {
    String unnamed = null;
    for (Paths.Edge edge : path.edges()) {
      boolean shared = all.stream().allMatch(other -> passes(other, edge.step()));
      if (!shared && step(edge.step()).node().name() != null) {
        return Wording.name(step(edge.step()));
      }
      unnamed = !shared && unnamed == null ? Wording.name(step(edge.step())) : unnamed;
    }
    if (unnamed != null) {
      return unnamed;
    }
    Paths.Edge first = path.edges().get(0);
    String port = step(first.step()).op().info().ports().get(first.port()).name();
    return "port " + port + " of " + Wording.name(step(first.step()));
  }

  private static boolean passes(Paths.Path path, int step) {
    return path.edges().stream().anyMatch(edge -> edge.step() == step);
  }

  /** A short vector on the way is as many paths as it has entries; those with a name come first. */
  private void entriesOnTheWay(int target, int entry, boolean[] behind) {
    for (boolean named : new boolean[] {true, false}) {
      for (int i = target + 1; i < loss; i++) {
        if (behind[i] && named == (step(i).node().name() != null)) {
          entriesOf(i, target, entry);
        }
      }
    }
  }

  private void entriesOf(int index, int target, int entry) {
    long size = step(index).shape().count();
    for (boolean alone : new boolean[] {false, true}) {
      for (int k = 0; size > 1 && size <= ENTRIES && k < size; k++) {
        String through = Wording.name(step(index)) + index(index, k);
        String sentence = alone ? Wording.onePath(through) : Wording.missedPath(through);
        Tensor wrong = backward.gradient(target, masked(index, k, alone));
        add(wrong, entry, Slip.MISSED_PATH, sentence);
      }
    }
  }

  private String index(int step, int entry) {
    StringBuilder out = new StringBuilder();
    int rest = entry;
    for (int stride : step(step).shape().strides()) {
      out.append(out.isEmpty() ? "[" : ", ").append(rest / stride);
      rest %= stride;
    }
    return out.append(']').toString();
  }

  /** The right rule but for one entry of one step: left out, or left alone. */
  private Backward.Rule masked(int at, int entry, boolean alone) {
    return (index, port, upstream) -> {
      if (index != at) {
        return backward.straight(index, port, upstream);
      }
      double[] kept = upstream.toArray();
      for (int i = 0; i < kept.length; i++) {
        kept[i] = alone == (i == entry) ? kept[i] : 0;
      }
      return backward.straight(index, port, Tensor.of(upstream.shape(), kept));
    };
  }

  /** Paths multiplied where they meet. */
  private void meetings(int target, int entry, boolean[] behind) {
    int[] uses = new int[loss + 1];
    for (int i = target + 1; i <= loss; i++) {
      for (int port = 0; port < step(i).inputs().size(); port++) {
        int input = step(i).inputs().get(port);
        uses[input] += behind[input] && backward.flows(i, port) ? 1 : 0;
      }
    }
    int walks = 0;
    for (int i = target; i < loss && walks < PATHS; i++) {
      if (uses[i] > 1) {
        walks++;
        add(
            backward.gradient(target, backward::straight, i),
            entry,
            Slip.MULTIPLIED_PATHS,
            Wording.multipliedPaths(Wording.name(step(i))));
      }
    }
  }

  /** One of the two factors at a port without the other, or their sum. */
  private void neighbours(int index, int port, int entry) {
    Tensor arrives = gradients.gradient(index);
    Tensor own = evaluation.value(index);
    if (arrives == null || own == null || !entrywise(index, port)) {
      return;
    }
    Tensor local = backward.straight(index, port, Tensor.filled(own.shape(), 1));
    String name = Wording.name(step(index));
    add(local, entry, Slip.LOCAL_ONLY, Wording.localOnly(name));
    if (index != loss) {
      add(arrives, entry, Slip.UPSTREAM_ONLY, Wording.upstreamOnly(name));
      if (local != null) {
        add(local.plus(arrives), entry, Slip.ADDED_ALONG, Wording.ADDED_ALONG);
      }
    }
  }

  /** Whether a step works number by number between two tensors of one shape. */
  private boolean entrywise(int index, int port) {
    Plan.Step step = step(index);
    Plan.Step input = step(step.inputs().get(port));
    Kernel kernel = step.op().kernel(evaluation.plan().inputShapes(step), step.settings());
    return input.shape().equals(step.shape())
        && (step.shape().isScalar() || kernel instanceof Kernel.Elementwise);
  }

  /** The derivative of a named number before the loss. */
  private void outputs(int target, int entry, boolean[] behind) {
    for (int i = loss - 1; i > target; i--) {
      if (behind[i] && step(i).shape().isScalar() && step(i).node().name() != null) {
        Tensor other = Gradients.of(evaluation, i).gradient(target);
        String sentence = Wording.otherOutput(Wording.name(step(i)), Wording.name(step(loss)));
        add(other, entry, Slip.OTHER_OUTPUT, sentence);
      }
    }
  }

  /** Another entry of the same tensor. */
  private void others(@Nullable Tensor tensor, int entry) {
    if (tensor == null || tensor.size() < 2 || tensor.size() > ENTRIES * ENTRIES) {
      return;
    }
    if (tensor.shape().rank() == 2) {
      int columns = tensor.shape().dim(1);
      int across = (entry % columns) * columns + entry / columns;
      if (entry / columns < columns && across < tensor.size()) {
        add(tensor.at(across), Slip.TRANSPOSED, Wording.TRANSPOSED);
      }
    }
    for (int i = 0; i < tensor.size(); i++) {
      add(tensor.at(i), Slip.OTHER_ENTRY, Wording.OTHER_ENTRY);
    }
  }

  private void add(@Nullable Tensor wrong, int entry, Slip slip, String sentence) {
    add(wrong, entry, new Diagnosis(slip, sentence, ""));
  }

  private void add(@Nullable Tensor wrong, int entry, Diagnosis diagnosis) {
    if (wrong != null && entry < wrong.size()) {
      found.add(new Candidate(wrong.at(entry), diagnosis));
    }
  }

  private void add(double wrong, Slip slip, String sentence) {
    found.add(new Candidate(wrong, new Diagnosis(slip, sentence, "")));
  }
}
