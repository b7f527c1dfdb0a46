package org.chainrule.engine.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.descent.Descent;
import org.chainrule.engine.descent.Objective;
import org.chainrule.engine.lesson.Pipeline.Likelihood;
import org.chainrule.engine.lesson.Pipeline.Prior;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.train.Penalty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineTest {

  static List<Pipeline> all() {
    List<Pipeline> all = new ArrayList<>();
    for (Likelihood likelihood : Likelihood.values()) {
      for (Prior prior : Prior.values()) {
        all.add(new Pipeline(likelihood, prior, false, 0.05));
        all.add(new Pipeline(likelihood, prior, true, 0.05));
      }
    }
    return all;
  }

  private static Plan plan(Pipeline pipeline) {
    return Compiler.compile(pipeline.document(), Library.standard());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPipelineIsAGraphThatRunsAndIsDerivedToTheEnd(Pipeline pipeline) {
    Plan plan = plan(pipeline);
    assertEquals(List.of(), plan.problems());
    assertEquals(List.of(), Evaluation.run(plan, Map.of()).problems());
    assertEquals(pipeline.prior() == Prior.NONE ? 5 : 7, pipeline.lines().size());
    assertEquals("Minimize", pipeline.lines().get(pipeline.lines().size() - 1).says());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPipelineComesDownOnItsDataWithSmallSteps(Pipeline pipeline) throws Exception {
    Prepared prepared =
        Prepared.read("{\"source\": \"" + pipeline.data() + "\", \"settings\": {\"size\": 40}}");
    Objective objective = Objective.of(plan(pipeline), prepared, true);
    assertEquals(pipeline.prior() != Prior.NONE, objective.penalized());
    Descent way =
        Descent.of(
            objective, new Descent.Settings(pipeline.rate(), 20, 40, 1, Penalty.Form.COUPLED));
    assertTrue(way.losses().get(20) < 0.7 * way.losses().get(0), way.losses().toString());
  }
}
