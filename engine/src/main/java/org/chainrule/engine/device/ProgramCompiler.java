package org.chainrule.engine.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Lays out the arena and writes the passes; one object compiles one plan, once. */
final class ProgramCompiler {

  /** The most floats of an arena: 1 GiB. */
  private static final long ARENA_LIMIT = 1L << 28;

  private final Plan plan;
  private final int batchSize;
  private final BatchReduction reduction;
  private final boolean[] needed;
  private final boolean[] batched;
  private final boolean[] trained;
  private final Map<Integer, Buffer> values = new HashMap<>();
  private final Map<Integer, Buffer> gradients = new HashMap<>();
  private final Map<Integer, Buffer> workspaces = new HashMap<>();
  private final List<Program.Parameter> parameters = new ArrayList<>();
  private final List<Program.Initial> constants = new ArrayList<>();
  private final List<Program.Feed> feeds = new ArrayList<>();
  private long size;

  ProgramCompiler(Plan plan, int batchSize, BatchReduction reduction) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("expected a batch size of 1 or more, got " + batchSize);
    }
    this.plan = plan;
    this.batchSize = batchSize;
    this.reduction = reduction;
    int count = plan.steps().size();
    needed = new boolean[count];
    batched = new boolean[count];
    trained = new boolean[count];
  }

  Program compile() throws ProblemException {
    if (!plan.problems().isEmpty()) {
      throw new ProblemException(plan.problems());
    }
    if (plan.loss() < 0) {
      throw new ProblemException(new Problem.NoLoss());
    }
    trace();
    if (!trained[plan.loss()]) {
      throw new ProblemException(
          new Problem.NotTrainable(
              plan.steps().get(plan.loss()).node().id(),
              "No parameter reaches the loss, so there is nothing to train; add one."));
    }
    allocate();
    Lowering lowering = new Lowering(plan, values, gradients, workspaces);
    List<Instruction> forward = new ArrayList<>();
    for (int i = 0; i < needed.length; i++) {
      if (needed[i] && !(plan.steps().get(i).op() instanceof Source)) {
        forward.add(lowering.forward(i));
      }
    }
    List<Instruction> backward = new ArrayList<>();
    for (int i = needed.length - 1; i >= 0; i--) {
      if (gradients.containsKey(i) && !(plan.steps().get(i).op() instanceof Source)) {
        backward.addAll(lowering.backward(i));
      }
    }
    FirstWrites first = new FirstWrites(of(gradients, plan.loss()));
    return program(forward, first.settled(backward), first.cleared(gradients.values()));
  }

  /** Marks what the loss depends on, what depends on data, and what depends on parameters. */
  private void trace() {
    for (int i = 0; i < needed.length; i++) {
      Plan.Step step = plan.steps().get(i);
      Role role = step.op().info().role();
      batched[i] = role == Role.INPUT || role == Role.LABEL;
      trained[i] = role == Role.PARAMETER;
      for (int input : step.inputs()) {
        batched[i] |= batched[input];
        trained[i] |= trained[input];
      }
    }
    needed[plan.loss()] = true;
    for (int i = plan.loss(); i >= 0; i--) {
      if (needed[i]) {
        plan.steps().get(i).inputs().forEach(input -> needed[input] = true);
      }
    }
  }

  /**
   * Parameters first, then their gradients in the same order, then the other gradients, then the
   * values.
   */
  private void allocate() throws ProblemException {
    List<Integer> parameterSteps = new ArrayList<>();
    for (int i = 0; i < needed.length; i++) {
      if (needed[i] && plan.steps().get(i).op().info().role() == Role.PARAMETER) {
        parameterSteps.add(i);
        values.put(i, place(i));
      }
    }
    for (int i : parameterSteps) {
      gradients.put(i, place(i));
    }
    for (int i = 0; i < needed.length; i++) {
      if (needed[i] && trained[i] && !gradients.containsKey(i)) {
        gradients.put(i, place(i));
      }
    }
    for (int i = 0; i < needed.length; i++) {
      if (needed[i] && !values.containsKey(i)) {
        values.put(i, place(i));
      }
    }
    for (int i = 0; i < needed.length; i++) {
      if (needed[i] && plan.steps().get(i).op() instanceof Source source) {
        register(plan.steps().get(i), source, of(values, i));
      }
    }
    for (int i = 0; i < needed.length; i++) {
      if (needed[i]) {
        reserveWindows(i);
      }
    }
    feeds.sort((a, b) -> Boolean.compare(a.label(), b.label()));
  }

  /** Room for what lies under the filters of a convolution, for one example at a time. */
  private void reserveWindows(int index) throws ProblemException {
    Plan.Step step = plan.steps().get(index);
    List<Shape> inputs = plan.inputShapes(step);
    if (step.op() instanceof Source
        || !(step.op().kernel(inputs, step.settings()) instanceof Kernel.Convolution)) {
      return;
    }
    Shape filters = inputs.get(1);
    Shape out = step.shape();
    long floats = filters.count() / filters.dim(0) * out.dim(1) * out.dim(2);
    workspaces.put(index, reserve(step, floats, 1));
  }

  private Buffer place(int index) throws ProblemException {
    Plan.Step step = plan.steps().get(index);
    Buffer one = reserve(step, step.shape().count(), batched[index] ? batchSize : 1);
    return new Buffer(one.offset(), step.shape().size(), batched[index]);
  }

  private Buffer reserve(Plan.Step step, long each, int copies) throws ProblemException {
    long floats = each * copies;
    if (size + floats > ARENA_LIMIT) {
      throw new ProblemException(
          new Problem.NotTrainable(
              step.node().id(),
              "Training this graph would take more than 1 GiB at "
                  + step.label()
                  + "; make its values or the batch smaller."));
    }
    Buffer buffer = new Buffer((int) size, (int) each, copies > 1);
    size += floats;
    return buffer;
  }

  private void register(Plan.Step step, Source source, Buffer buffer) {
    Tensor own = source.value(step.settings(), step.shape(), step.node().label());
    Role role = step.op().info().role();
    if (role == Role.PARAMETER || role == Role.CONSTANT) {
      if (own == null) {
        throw new IllegalStateException("expected a first value for " + step.label());
      }
      if (role == Role.PARAMETER) {
        parameters.add(new Program.Parameter(step.node().label(), step.shape(), buffer, own));
      } else {
        constants.add(new Program.Initial(buffer, own));
      }
      return;
    }
    feeds.add(
        new Program.Feed(
            step.node().id(),
            step.label(),
            role == Role.LABEL,
            step.shape(),
            source.classes(step.settings()),
            buffer,
            own));
  }

  private Program program(
      List<Instruction> forward, List<Instruction> backward, List<Buffer> cleared) {
    int parameterCount = 0;
    for (Program.Parameter parameter : parameters) {
      parameterCount += parameter.buffer().size();
    }
    int gradientEnd = parameterCount;
    for (Buffer gradient : gradients.values()) {
      gradientEnd =
          Math.max(
              gradientEnd,
              gradient.offset() + gradient.size() * (gradient.batched() ? batchSize : 1));
    }
    return new Program(
        batchSize,
        reduction,
        (int) size,
        parameters,
        0,
        parameterCount,
        parameterCount,
        gradientEnd - parameterCount,
        cleared,
        constants,
        feeds,
        of(values, plan.loss()),
        of(gradients, plan.loss()),
        scored(),
        forward,
        backward,
        byNode(values),
        byNode(gradients));
  }

  private Map<String, Buffer> byNode(Map<Integer, Buffer> buffers) {
    Map<String, Buffer> byNode = new HashMap<>();
    buffers.forEach((step, buffer) -> byNode.put(plan.steps().get(step).node().id(), buffer));
    return byNode;
  }

  /** The first loss over class scores whose label is fed by data. */
  private Program.@Nullable Scored scored() {
    for (int i = 0; i < needed.length; i++) {
      Plan.Step step = plan.steps().get(i);
      Prediction prediction = step.op().prediction();
      if (needed[i] && prediction != null && prediction.rule() != Prediction.Rule.NONE) {
        Buffer scores = of(values, step.inputs().get(prediction.scores()));
        Buffer label = of(values, step.inputs().get(prediction.label()));
        if (scores.batched() && label.batched() && label.size() == 1) {
          return new Program.Scored(scores, label, prediction.rule(), prediction.certainty());
        }
      }
    }
    return null;
  }

  static Buffer of(Map<Integer, Buffer> buffers, int step) {
    Buffer buffer = buffers.get(step);
    if (buffer == null) {
      throw new IllegalStateException("expected a place for step " + step);
    }
    return buffer;
  }
}
