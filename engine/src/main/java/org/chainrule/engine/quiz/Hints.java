package org.chainrule.engine.quiz;

import org.chainrule.engine.json.JsonWriter;

/**
 * Help in three steps, none of which is the answer.
 *
 * @param words the rule in words
 * @param formula the rule in TeX, with the symbols of this graph; empty where there is none
 * @param numbers the same with the numbers plugged in, in TeX; empty where there is none
 */
public record Hints(String words, String formula, String numbers) {

  /** {@code {"words", "formula", "numbers"}}. */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("words").value(words).key("formula").value(formula);
    return out.key("numbers").value(numbers).endObject().toString();
  }
}
