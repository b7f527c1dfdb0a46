package org.chainrule.engine.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.engine.data.Datasets;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.lab.Run;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  static Stream<Named<Example>> examples() {
    return Examples.all().stream().map(example -> Named.of(example.id(), example));
  }

  /** Those whose data is made here; the images are trained on where they lie. */
  static Stream<Named<Example>> trained() {
    return examples().filter(named -> Datasets.named(named.getPayload().dataset()) != null);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleCompiles(Example example) {
    assertEquals(List.of(), Compiler.compile(example.document(), Library.standard()).problems());
  }

  @ParameterizedTest
  @MethodSource("trained")
  void whatNamesADataSetLearnsFromIt(Example example) throws Exception {
    Plan plan = Compiler.compile(example.document(), Library.standard());
    Prepared data = Prepared.read("{\"source\": \"" + example.dataset() + "\", \"test\": 0.3}");
    String settings =
        "{\"optimizer\": {\"name\": \"adam\", \"learningRate\": 0.03}, \"epochs\": 40}";
    Run run = new Run(plan, data, TrainingSettingsJson.read(JsonReader.read(settings), List.of()));
    double before = run.now().trainLoss();
    run.advance(100_000);
    assertTrue(run.now().trainLoss() < 0.8 * before, before + " to " + run.now());
    assertFalse(run.now().trainAccuracy() < 0.7, run.now().toString());
  }
}
