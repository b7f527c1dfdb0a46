package org.chainrule.engine.compose;

import java.util.List;
import org.chainrule.engine.op.OpInfo;
import org.jspecify.annotations.Nullable;

/** THE list of composites, in the order of the palette. */
public final class Composites {
  private static final List<Composite> ALL =
      List.of(new Dense(), new Neuron(), new Mlp(), new ConvBlock());

  private Composites() {}

  /** Every composite of the product. */
  public static List<Composite> all() {
    return ALL;
  }

  /** How each presents itself. */
  public static List<OpInfo> infos() {
    return ALL.stream().map(Composite::info).toList();
  }

  /** The composite that the text form calls by this name, or null. */
  public static @Nullable Composite call(String name) {
    for (Composite composite : ALL) {
      if (composite.info().callName().equals(name)) {
        return composite;
      }
    }
    return null;
  }
}
