package org.chainrule.engine.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final String SETTINGS =
      """
      {"optimizer": {"name": "adam", "learningRate": 0.02, "beta1": 0.8},
       "penalty": {"kind": "l1", "lambda": 0.5, "form": "decoupled", "parameters": ["W1"]}}""";

  private static Graph spiral() {
    return Examples.all().stream()
        .filter(example -> example.id().equals("spiral"))
        .findFirst()
        .orElseThrow()
        .document();
  }

  private static Sweep sweep() throws Exception {
    TrainingSettings settings = TrainingSettingsJson.read(JsonReader.read(SETTINGS), List.of());
    return new Sweep(spiral(), Library.standard(), settings);
  }

  @Test
  void aSweepOffersTheRateTheLambdaAndEveryHiddenLayer() throws Exception {
    String json = sweep().json();
    assertTrue(json.contains("[0.001,0.003,0.01,0.03,0.1,0.3]"), json);
    assertTrue(json.contains("\"label\":\"Width of h1\",\"now\":16"), json);
    assertTrue(json.contains("[2,4,8,16,32,64]"), json);
    assertTrue(json.contains("\"label\":\"Width of h2\",\"now\":12"), json);
  }

  @Test
  void oneNumberIsChangedAndNothingElse() throws Exception {
    Sweep.Variant rate = sweep().of("rate", 0.3);
    assertEquals(0.3, rate.settings().learningRate());
    assertEquals(0.8, rate.settings().tuning().number("beta1"));
    assertSame(rate.settings().penalty().kind(), sweep().of("rate", 1).settings().penalty().kind());
    Sweep.Variant lambda = sweep().of("lambda", 0.01);
    assertEquals(0.01, lambda.settings().penalty().lambda());
    assertEquals(List.of("W1"), lambda.settings().penalty().parameters());
    assertEquals(0.02, lambda.settings().learningRate());
  }

  @Test
  void aNetworkOfAnyWidthTrains() throws Exception {
    String id =
        spiral().nodes().stream()
            .filter(node -> "W2".equals(node.name()))
            .findFirst()
            .orElseThrow()
            .id();
    for (int width : new int[] {1, 12, 40}) {
      Sweep.Variant variant = sweep().of("width:" + id, width);
      Run run =
          new Run(
              Compiler.compile(variant.graph(), Library.standard()),
              Prepared.read("{\"source\": \"spiral\", \"test\": 0.3}"),
              variant.settings());
      run.advance(3);
      assertEquals(16 * 3 + 17 * width + 2 * width + 2, run.parameters().length);
    }
  }

  @Test
  void whatCannotBeIsRefusedWithASentence() {
    assertThrows(ProblemException.class, () -> sweep().of("rate", -1));
    assertThrows(ProblemException.class, () -> sweep().of("width:nobody", 3));
  }
}
