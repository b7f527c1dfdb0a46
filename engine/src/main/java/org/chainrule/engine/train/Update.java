package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;

/**
 * What happens between a backward pass and the next forward pass: the penalty joins the gradient,
 * the gradient is clipped, the optimizer moves by the rate of the schedule.
 */
public final class Update {
  private final Program program;
  private final TrainingSettings settings;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final List<Program.Parameter> charged = new ArrayList<>();

  /**
   * The update of a run.
   *
   * @throws ProblemException where the penalty names a parameter that there is not
   */
  public Update(Program program, TrainingSettings settings) throws ProblemException {
    this.program = program;
    this.settings = settings;
    Optimizers.Kind kind = Optimizers.named(settings.optimizer());
    Schedules.Kind course = Schedules.named(settings.schedule());
    if (kind == null || course == null) {
      throw new IllegalArgumentException("expected settings that are valid, got " + settings);
    }
    optimizer = kind.factory().create(settings.tuning(), program.parameterCount());
    schedule = course.factory().apply(settings.pacing());
    Penalty penalty = settings.penalty();
    if (!penalty.isNone()) {
      program.parameters().stream().filter(p -> penalty.charges(p.name())).forEach(charged::add);
    }
    for (String name : penalty.parameters()) {
      if (program.parameters().stream().noneMatch(p -> p.name().equals(name))) {
        throw new ProblemException(
            new Problem.NotTrainable(
                null, "The penalty names " + name + ", but no parameter is called so."));
      }
    }
  }

  /** What remembers the steps before. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** The learning rate at a place. */
  double rate(Schedule.Place at) {
    return schedule.rate(settings.learningRate(), at);
  }

  /**
   * Moves the parameters in place by the gradient behind them.
   *
   * @param at the step that this is
   */
  public void apply(float[] arena, Schedule.Place at) {
    double rate = rate(at);
    Penalty penalty = settings.penalty();
    if (penalty.form() == Penalty.Form.COUPLED) {
      charge(arena, program.gradientsAt() - program.parametersAt(), 1);
    }
    if (settings.clipNorm() > 0) {
      clip(arena, settings.clipNorm());
    }
    if (penalty.form() == Penalty.Form.DECOUPLED) {
      charge(arena, 0, (float) -rate);
    } else if (penalty.form() == Penalty.Form.UNSCALED) {
      charge(arena, 0, -1);
    }
    optimizer.step(arena, program.parametersAt(), program.gradientsAt(), rate);
  }

  /** Adds the slope of the penalty, scaled, to what lies so far behind each charged parameter. */
  private void charge(float[] arena, int behind, float scale) {
    for (Program.Parameter parameter : charged) {
      int from = parameter.buffer().offset();
      for (int i = from; i < from + parameter.buffer().size(); i++) {
        arena[i + behind] += scale * settings.penalty().slope(arena[i]);
      }
    }
  }

  /** Shortens the whole gradient to a norm; {@code torch.nn.utils.clip_grad_norm_}. */
  private void clip(float[] arena, double most) {
    double squares = 0;
    int from = program.gradientsAt();
    int to = from + program.parameterCount();
    for (int i = from; i < to; i++) {
      squares += (double) arena[i] * arena[i];
    }
    double norm = Math.sqrt(squares);
    if (norm > most) {
      float scale = (float) (most / norm);
      for (int i = from; i < to; i++) {
        arena[i] *= scale;
      }
    }
  }
}
