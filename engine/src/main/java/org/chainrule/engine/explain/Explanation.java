package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.explain.Notation.Mode;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;

/**
 * One node as a teacher would go through it: its formula, the formula with its numbers, the slope
 * at each port, and a sentence.
 *
 * @param step the step
 * @param symbol how the node is written in TeX
 * @param formula what it computes, in TeX, with the names of what feeds it
 * @param numbers the same with the numbers plugged in, down to the result
 * @param ports the local derivatives, in port order
 * @param sentence what there is to say about the gradient here
 */
public record Explanation(
    int step,
    String symbol,
    String formula,
    String numbers,
    List<PortExplanation> ports,
    String sentence) {

  /**
   * The local derivative at one port.
   *
   * @param name the port
   * @param wire the wire that enters it, by its index in the document
   * @param formula the derivative in TeX, with the names of what feeds the node
   * @param numbers its value in TeX, the numbers plugged in where they say more
   */
  public record PortExplanation(String name, int wire, String formula, String numbers) {}

  public Explanation {
    ports = List.copyOf(ports);
  }

  /** Explains one step of a run. */
  public static Explanation of(Evaluation evaluation, Gradients gradients, int index) {
    Notation notation = new Notation(evaluation);
    Sensitivity sensitivity = new Sensitivity(notation, gradients);
    Plan.Step step = notation.step(index);
    Fragment own = notation.of(index, Mode.SYMBOLS);
    boolean source = step.inputs().isEmpty();
    String left = notation.named(index) ? own.tex() + " = " : "";
    String formula = source ? own.tex() : left + notation.definition(index, Mode.SYMBOLS).tex();
    String numbers = left + notation.value(index).tex();
    if (!source) {
      String plugged = notation.definition(index, Mode.NUMBERS).tex();
      String result = notation.value(index).tex();
      numbers = left + (plugged.equals(result) ? result : plugged + " = " + result);
    }
    List<PortExplanation> ports = new ArrayList<>();
    for (int port = 0; port < step.inputs().size(); port++) {
      ports.add(port(notation, sensitivity, index, port));
    }
    String sentence = Sentence.of(evaluation, gradients, index);
    return new Explanation(index, own.tex(), formula, numbers, ports, sentence);
  }

  private static PortExplanation port(
      Notation notation, Sensitivity sensitivity, int index, int port) {
    Plan.Step step = notation.step(index);
    String partial = notation.partial(index, step.inputs().get(port));
    Tensor value = sensitivity.value(index, port);
    Fragment symbols = sensitivity.local(index, port, Mode.SYMBOLS);
    Fragment plugged = sensitivity.local(index, port, Mode.NUMBERS);
    String result =
        value == null ? "" : value.size() == 1 ? NumberTex.of(value.at(0)) : NumberTex.of(value);
    String numbers = result;
    if (plugged != null && value != null && value.size() == 1 && !plugged.tex().equals(result)) {
      numbers = plugged.tex() + " = " + result;
    }
    String formula = symbols == null ? partial : partial + " = " + symbols.tex();
    String name = step.op().info().ports().get(port).name();
    return new PortExplanation(name, step.wires().get(port), formula, numbers);
  }

  /** {@code {"symbol", "formula", "numbers", "ports": [...], "sentence"}}. */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("symbol").value(symbol).key("formula").value(formula);
    out.key("numbers").value(numbers).key("ports").beginArray();
    for (PortExplanation port : ports) {
      out.beginObject().key("name").value(port.name()).key("wire").value(port.wire());
      out.key("formula").value(port.formula());
      out.key("numbers").value(port.numbers()).endObject();
    }
    return out.endArray().key("sentence").value(sentence).endObject().toString();
  }
}
