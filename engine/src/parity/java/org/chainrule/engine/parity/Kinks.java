package org.chainrule.engine.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * Points where a derivative jumps or a value leaves the numbers, and where PyTorch therefore has
 * chosen. The contract tests cannot judge there, since a difference quotient sees both sides.
 */
final class Kinks {

  /**
   * One such point.
   *
   * @param op the op's id
   * @param where in words
   * @param example the point
   * @param departure why Chainrule answers otherwise, or nothing where it answers the same
   */
  record Kink(String op, String where, Example example, String departure) {}

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final List<Kink> ALL = new ArrayList<>();

  private Kinks() {}

  static List<Kink> all() {
    return ALL;
  }

  private static void at(String op, String where, Tensor... inputs) {
    at(op, where, Map.of(), inputs);
  }

  private static void at(String op, String where, Map<String, Object> settings, Tensor... inputs) {
    ALL.add(new Kink(op, where, new Example(List.of(inputs), settings), ""));
  }

  private static void departs(String op, String where, String why, Tensor... inputs) {
    ALL.add(new Kink(op, where, new Example(List.of(inputs), Map.of()), why));
  }

  private static Tensor v(double... numbers) {
    return Tensor.of(Shape.of(numbers.length), numbers);
  }

  private static Tensor matrix(int rows, int columns, double... numbers) {
    return Tensor.of(Shape.of(rows, columns), numbers);
  }

  private static Tensor number(double value) {
    return Tensor.scalar(value);
  }

  static {
    at("divide", "by zero", v(1, -1, 0), v(0, 0, 0));
    at("power", "of zero", v(0, 0, 0, 0, 0), v(0, 0.5, 1, 2, 3));
    at("power", "of zero to a negative", v(0, 0), v(-1, -0.5));
    at("power", "of a negative", v(-2, -2, -2, -2, -2), v(0, 1, 2, 3, -1));
    at("power", "of a negative to a fraction", number(-2), number(0.5));
    at("square", "at zero", number(0));
    at("reciprocal", "at zero", number(0));
    at("exp", "past the largest number and the smallest", v(800, -800));
    at("log", "at zero and below", v(0, -1));
    at("sqrt", "at zero and below", v(0, -1));
    at("log1p", "at minus one and below", v(-1, -2));
    at("expm1", "at zero and far out", v(0, -800, 800));
    at("abs", "at zero", v(0, -0.0));
    at("sign", "at zero", v(0, -0.0));
    at("clamp", "at both bounds", v(0, 1));
    at("clamp", "with crossed bounds", Map.of("min", 2.0, "max", 1.0), v(0, 1, 1.5, 2, 3));
    at("maximum", "of equals", v(2, 0), v(2, 0));
    at("minimum", "of equals", v(2, 0), v(2, 0));
    at("greater", "of equals", number(2), number(2));
    at("where", "on a negative condition", v(-1, 0), v(1, 2), v(3, 4));
    at("tan", "at a quarter turn", number(Math.PI / 2));
  }

  static {
    at("relu", "at zero", v(0, -0.0));
    at("sigmoid", "far out", v(-800, -40, 0, 40, 800));
    at("tanh", "far out", v(-800, -20, 0, 20, 800));
    at("leaky_relu", "at zero", v(0, -0.0));
    at("elu", "at zero and far below", v(0, -0.0, -800));
    at("selu", "at zero and far below", v(0, -0.0, -800));
    at("gelu", "at zero and far out", v(0, -10, 10));
    at("gelu", "by tanh, at zero and far out", Map.of("approximate", "tanh"), v(0, -10, 10));
    at("silu", "at zero and far out", v(0, -800, 800));
    at("mish", "at zero and far out", v(0, -40, 40));
    at("hard_sigmoid", "at both corners", v(-3, 3));
    at("softplus", "at zero and far out", v(0, -40, 40, 800));
    departs("softplus", "past 20", "PyTorch returns x itself past 20; Chainrule computes on.", v(21));
    at("softsign", "at zero", number(0));
    at("step", "at zero", v(0, -0.0));
    at("softmax", "of equals, and of far scores", matrix(3, 2, 2, 2, 1000, -1000, 0, -INFINITY));
    at("softmax", "of nothing but minus infinity", v(-INFINITY, -INFINITY));
    at("log_softmax", "of equals", v(2, 2));
    at("log_softmax", "of minus infinity", v(0, -INFINITY));
    at("layer_norm", "of equals", v(2, 2, 2));
    at("layer_norm", "of one", v(2));
  }

  static {
    at("max", "of equals", v(1, 2, 2, 2));
    at("max", "of equals along an axis", Map.of("axis", 0), matrix(2, 2, 1, 2, 1, 3));
    at("min", "of equals", v(2, 1, 1, 1));
    at("min", "of equals along an axis", Map.of("axis", 1), matrix(2, 2, 1, 1, 1, 3));
    at("argmax", "of equals", v(1, 2, 2));
    at("variance", "of equals", v(2, 2, 2));
    at("norm", "of the zero vector", v(0, 0));
    departs("norm", "of the huge", "PyTorch squares past the largest number; Chainrule scales first.", v(1e200, 1e200));
    at("logsumexp", "of equals", v(2, 2));
    at("logsumexp", "of nothing but minus infinity", v(-INFINITY, -INFINITY));
    at("logsumexp", "of infinity", v(INFINITY, 0));
    at("gather", "of one row thrice", matrix(2, 2, 1, 2, 3, 4), v(1, 1, 1));
    at("cosine_similarity", "with the zero vector", v(0, 0), v(1, 2));
    at("cosine_similarity", "of two zero vectors", v(0, 0), v(0, 0));
    departs("cosine_similarity", "of a vector shorter than 1e-8", "PyTorch holds the length in the value and not in the derivative; Chainrule derives what it computes.", v(1e-9, 0), v(1, 2));
    at("max_pool", "of equals", matrix(2, 2, 3, 3, 3, 3));
    at("average_pool", "with a rest", matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    at("max_pool", "with a rest", matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  }

  static {
    at("squared_error", "on the label", v(2), v(2));
    at("absolute_error", "on the label", v(2), v(2));
    at("huber", "at the joints and on the label", v(1, -1, 0), v(0, 0, 0));
    departs("binary_cross_entropy", "of certainty that is right", "PyTorch holds logarithms above -100 and p (1 - p) above 1e-12; Chainrule gives the derivative itself.", v(0, 1), v(0, 1));
    departs("binary_cross_entropy", "of certainty that is wrong", "PyTorch holds logarithms above -100; in Chainrule it costs infinitely much, as the formula says.", v(0, 1), v(1, 0));
    at("binary_cross_entropy_with_logits", "at zero and far out", v(0, -800, 800), v(0.5, 1, 0));
    at("softmax_cross_entropy", "of equals", v(2, 2), number(1));
    at("softmax_cross_entropy", "far out", v(1000, -1000), number(1));
    at("softmax_cross_entropy", "of weights that do not add up to 1", v(1, 2), v(0.5, 1));
    at("cross_entropy", "at probability 0 of the right class", v(0, 1), number(0));
    departs("cross_entropy", "at probability 0 of a wrong class", "PyTorch meets 0 times infinity and gives NaN; Chainrule takes it as 0.", v(0, 1), number(1));
    departs("cross_entropy", "at probability 0 of a class without weight", "PyTorch meets 0 times infinity and gives NaN; Chainrule takes it as 0.", v(0, 1), v(0, 1));
    at("hinge", "at the margin", v(1, -1), v(1, -1));
    departs("kl_divergence", "where the label is 0", "The derivative by the label is minus infinity; PyTorch meets 0 over 0 and gives NaN.", v(0.5, 0.5), v(0, 1));
    departs("kl_divergence", "where both are 0", "PyTorch meets 0 times infinity and gives NaN; in Chainrule the term is 0.", v(0, 1), v(0, 1));
    at("kl_divergence", "where the model alone is 0", v(0, 1), v(0.5, 0.5));
    at("l1", "at zero", v(0, -0.0, 1));
    at("l2", "at zero", v(0));
  }
}
