package org.chainrule.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An operation is offered for a value")
class FittingTest {
  @Test
  @DisplayName("of every shape, if it works entry by entry")
  void elementwise() {
    assertEquals("x", port("relu", Shape.SCALAR));
    assertEquals("x", port("relu", Shape.of(3)));
    assertEquals("a", port("add", Shape.of(2, 3)));
  }

  @Test
  @DisplayName("at the first port that takes it")
  void firstPort() {
    assertEquals("a", port("matmul", Shape.of(3)));
    assertEquals("logits", port("softmax_cross_entropy", Shape.of(10)));
  }

  @Test
  @DisplayName("not where no port takes its shape")
  void refused() {
    assertNull(port("matmul", Shape.SCALAR));
    assertNull(port("conv2d", Shape.of(3)));
    assertNull(port("constant", Shape.of(3)));
  }

  private static @Nullable String port(String op, Shape shape) {
    Op known = Library.standard().op(op);
    Port port = known == null ? null : Fitting.port(known, shape);
    return port == null ? null : port.name();
  }
}
