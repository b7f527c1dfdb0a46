package org.chainrule.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.Trainer;
import org.junit.jupiter.api.Test;

class ExampleSourceTest {
  private static final byte[] TWO_IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, -1, 0, -1, -1, -1, 0, 0
  };
  private static final byte[] TWO_LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 9, 3};

  private static Program program() throws ProblemException {
    String text =
        """
        x = input(shape=[4])
        y = label(classes=10)
        W = param(shape=[10, 4], init="he")
        loss = softmax_cross_entropy(W @ x, y)
        """;
    var graph = Parser.parse(text, Library.standard()).graph();
    return Program.compile(Compiler.compile(graph, Library.standard()), 2, BatchReduction.MEAN);
  }

  @Test
  void digitsAreImagesWithOneOfTenClasses() throws Exception {
    Dataset digits = new ExampleSource.Digits(TWO_IMAGES, TWO_LABELS).dataset(program());

    Trainer.check(program(), digits.columns());
    assertEquals(2, digits.size());
    float[] row = new float[5];
    digits.copy(0, 0, row, 0);
    digits.copy(0, 1, row, 4);
    assertArrayEquals(new float[] {0, 1, 0, 1, 9}, row);
  }

  @Test
  void filesThatAreNoDigitsAreRefusedInASentence() {
    var swapped = new ExampleSource.Digits(TWO_LABELS, TWO_IMAGES);

    var refused = assertThrows(ProblemException.class, () -> swapped.dataset(program()));
    assertTrue(refused.problems().get(0).message().startsWith("The images cannot be used."));
  }
}
