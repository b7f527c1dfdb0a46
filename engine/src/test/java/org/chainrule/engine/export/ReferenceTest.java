package org.chainrule.engine.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.library.Library;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference documentation. */
class ReferenceTest {

  @TestFactory
  Stream<DynamicTest> everyOpHasAPage() {
    String index = Reference.index(Library.standard());
    return Library.standard().ops().stream()
        .map(op -> dynamicTest(op.info().id(), () -> hasAPage(op, index)));
  }

  private static void hasAPage(Op op, String index) {
    OpInfo info = op.info();
    assertTrue(index.contains("href=\"/docs/" + info.id() + "\""), info.id());
    String page = Reference.page(Library.standard(), info.id());
    assertNotNull(page);
    assertTrue(page.startsWith("<!doctype html>") && page.endsWith("</html>\n"), page);
    assertTrue(page.contains("<h2>Formula</h2>"), page);
    assertFalse(page.contains("<script") || page.contains("style=\""), page);
    assertEquals(info.ports().isEmpty(), !page.contains("Inputs and derivatives"), page);
    assertEquals(info.settings().isEmpty(), !page.contains("<h2>Settings</h2>"), page);
    assertEquals(
        info.examples().size(), page.split("output = ", -1).length - 1, "examples with numbers");
    if (!info.examples().isEmpty()) {
      assertTrue(page.contains("<th>PyTorch</th>") && page.contains("<th>ONNX</th>"), page);
    }
  }

  @Test
  void aPageHoldsTheNumbersOfTheEngine() {
    String page = Reference.page(Library.standard(), "squared_error");
    assertNotNull(page);
    assertTrue(page.contains("output = 0.36\nd output / d prediction = -1.2\n"), page);
    assertTrue(page.contains("F.mse_loss(prediction, label, reduction=&quot;sum&quot;)"), page);
  }

  @Test
  void anUnknownOpHasNone() {
    assertNull(Reference.page(Library.standard(), "nothing"));
  }
}
