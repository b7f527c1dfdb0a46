package org.chainrule.engine.device;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.engine.device.Instruction.Elementwise;
import org.chainrule.engine.device.Instruction.ElementwiseGradient;
import org.chainrule.engine.device.Instruction.Product;

/**
 * Finds the gradients that the first instruction to reach them can set as a whole: they need
 * neither be cleared nor read, which for the weights of a layer is as much memory as the layer.
 */
final class FirstWrites {
  private final Set<Buffer> reached = new HashSet<>();
  private final Set<Buffer> set = new HashSet<>();

  /** The gradient of the loss is there before the pass. */
  FirstWrites(Buffer lossGradient) {
    reached.add(lossGradient);
    set.add(lossGradient);
  }

  /** The pass with its first writes marked. */
  List<Instruction> settled(List<Instruction> backward) {
    List<Instruction> out = new ArrayList<>();
    for (Instruction instruction : backward) {
      boolean first = reached.add(instruction.written());
      if (first && wholly(instruction)) {
        set.add(instruction.written());
        out.add(setting(instruction));
      } else {
        out.add(instruction);
      }
    }
    return out;
  }

  /** Those of the gradients that must be zero before the pass. */
  List<Buffer> cleared(Collection<Buffer> gradients) {
    return gradients.stream().filter(gradient -> !set.contains(gradient)).toList();
  }

  /** Whether it reaches every entry of the gradient, each exactly once. */
  private static boolean wholly(Instruction instruction) {
    if (instruction instanceof Product product) {
      return !product.perExample() || product.c().batched();
    }
    if (instruction instanceof ElementwiseGradient gradient) {
      Elementwise forward = gradient.forward();
      return gradient.target().index() == null
          && gradient.written().batched() == forward.out().batched();
    }
    return false;
  }

  private static Instruction setting(Instruction instruction) {
    if (instruction instanceof Product p) {
      return new Product(
          p.transA(), p.transB(), p.m(), p.n(), p.k(), p.a(), p.b(), p.c(), false, p.perExample());
    }
    ElementwiseGradient g = (ElementwiseGradient) instruction;
    return new ElementwiseGradient(g.forward(), g.port(), g.upstream(), false);
  }
}
