package org.chainrule.engine.device;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph made ready to train: where everything lies in the arena, and the passes that run over it.
 * Immutable; many devices may run one program.
 *
 * @param batchSize the most examples of one step
 * @param reduction how the losses of a batch become one number
 * @param size floats of the arena
 * @param parameters the parameters, one after the other from {@code parametersAt} on
 * @param parametersAt where the parameters start
 * @param parameterCount floats of all parameters; their gradients lie in the same order from {@code
 *     gradientsAt} on
 * @param gradientsAt where the gradients start
 * @param gradientCount floats of all gradients, those of the parameters first
 * @param cleared the gradients that are added to and must be zero before the backward pass
 * @param constants values that are written once
 * @param feeds the sources that data flows into, inputs first, each in the order of the document
 * @param loss the loss
 * @param lossGradient the gradient of the loss, where the backward pass starts
 * @param scored what is compared to count correct predictions, or null
 * @param forward the forward pass
 * @param backward the backward pass
 * @param values where the value of each step of the plan stands after a forward pass, by the id of
 *     its node; what the loss does not need is not there
 * @param gradients likewise where its gradient stands after a backward pass
 */
public record Program(
    int batchSize,
    BatchReduction reduction,
    int size,
    List<Parameter> parameters,
    int parametersAt,
    int parameterCount,
    int gradientsAt,
    int gradientCount,
    List<Buffer> cleared,
    List<Initial> constants,
    List<Feed> feeds,
    Buffer loss,
    Buffer lossGradient,
    @Nullable Scored scored,
    List<Instruction> forward,
    List<Instruction> backward,
    Map<String, Buffer> values,
    Map<String, Buffer> gradients) {

  /** A parameter: its name, shape, place and first value. */
  public record Parameter(String name, Shape shape, Buffer buffer, Tensor initial) {}

  /** A value that stands in the arena before the first step. */
  public record Initial(Buffer buffer, Tensor value) {}

  /**
   * A source that data flows into.
   *
   * @param node the node's id
   * @param name what a person calls it
   * @param label whether it is a label
   * @param shape its shape for one example
   * @param classes how many classes it names, or 0
   * @param buffer where one copy for each example lies
   * @param own the value the document holds, or null
   */
  public record Feed(
      String node,
      String name,
      boolean label,
      Shape shape,
      int classes,
      Buffer buffer,
      @Nullable Tensor own) {}

  /** The scores and labels whose agreement is the accuracy. */
  public record Scored(
      Buffer scores, Buffer label, Prediction.Rule rule, Prediction.Certainty certainty) {}

  public Program {
    parameters = List.copyOf(parameters);
    cleared = List.copyOf(cleared);
    constants = List.copyOf(constants);
    feeds = List.copyOf(feeds);
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    values = Map.copyOf(values);
    gradients = Map.copyOf(gradients);
  }

  /**
   * Lifts a plan to the batch and flattens it.
   *
   * @throws ProblemException where the plan has problems, has no loss, has nothing to train, or is
   *     too large
   */
  public static Program compile(Plan plan, int batchSize, BatchReduction reduction)
      throws ProblemException {
    return new ProgramCompiler(plan, batchSize, reduction).compile();
  }
}
