package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.json.JsonWriter;

/**
 * What is written at one stop of a walk through the passes, in TeX but for the sentences.
 *
 * @param left what is computed: the symbol of a value, or of a gradient
 * @param chain the chain rule as fractions; empty in the forward pass and where it says no more
 * @param formula in symbols; empty where it says no more than what stands on the left
 * @param numbers the formula with its numbers; empty where it says no more than the result
 * @param value the result
 * @param given the values that come from outside, at the first stop
 * @param terms what each wire brings back, in the backward pass
 * @param reused what earlier stops have found and this one uses again
 * @param sentence why, as a teacher would say it; empty where there is nothing to say
 * @param spoken the whole stop in a sentence
 */
public record StopText(
    String left,
    String chain,
    String formula,
    String numbers,
    String value,
    List<String> given,
    List<Term> terms,
    List<Reused> reused,
    String sentence,
    String spoken) {

  /**
   * What comes back along one way: a gradient times a local derivative.
   *
   * @param wires the wires that it comes along, the last of them out of the node itself
   * @param upstream the number or tensor that is multiplied
   * @param local the local derivative in symbols
   * @param partial the local derivative as a fraction
   * @param slope the local derivative in numbers
   * @param value the product, which is what this way adds
   */
  public record Term(
      List<Integer> wires,
      String upstream,
      String partial,
      String local,
      String slope,
      String value) {
    public Term {
      wires = List.copyOf(wires);
    }
  }

  /** Something that the stop of this index has found: its symbol and its value. */
  public record Reused(int stop, String symbol, String value) {}

  public StopText {
    given = List.copyOf(given);
    terms = List.copyOf(terms);
    reused = List.copyOf(reused);
  }

  /** The stop as a line of an {@code align*} environment, without its end. */
  String latex() {
    List<String> sides = new ArrayList<>();
    for (String side : List.of(chain, formula, numbers, value)) {
      if (!side.isEmpty()) {
        sides.add(side);
      }
    }
    sides.addAll(given.isEmpty() ? List.of() : List.of(String.join(",\\; ", given)));
    return given.isEmpty()
        ? left + " &= " + String.join(" = ", sides)
        : "&" + left + "\\colon\\; " + sides.get(sides.size() - 1);
  }

  /** All of it, and {@code "latex"}, the line for a document of one's own. */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("left").value(left).key("chain").value(chain);
    out.key("formula").value(formula).key("numbers").value(numbers).key("value").value(value);
    out.key("given").beginArray();
    given.forEach(out::value);
    out.endArray().key("terms").beginArray();
    for (Term term : terms) {
      out.beginObject().key("wires").beginArray();
      term.wires().forEach(out::value);
      out.endArray().key("upstream").value(term.upstream()).key("partial").value(term.partial());
      out.key("local").value(term.local()).key("slope").value(term.slope());
      out.key("value").value(term.value()).endObject();
    }
    out.endArray().key("reused").beginArray();
    for (Reused each : reused) {
      out.beginObject().key("stop").value(each.stop()).key("symbol").value(each.symbol());
      out.key("value").value(each.value()).endObject();
    }
    out.endArray().key("sentence").value(sentence).key("spoken").value(spoken);
    return out.key("latex").value(latex()).endObject().toString();
  }
}
