package org.chainrule.engine.quiz;

import java.util.List;
import java.util.Locale;
import org.chainrule.engine.json.JsonWriter;

/**
 * What became of an answer.
 *
 * @param outcome right, wrong, or not to be read
 * @param sentence what to tell the person
 * @param diagnoses the slips that lead to just this answer, those that say most first; empty unless
 *     it is wrong
 */
public record Judgement(Outcome outcome, String sentence, List<Diagnosis> diagnoses) {

  /** How an answer stands. */
  public enum Outcome {
    RIGHT,
    WRONG,
    /** It is no answer to the question, or there is nothing to answer. */
    UNREADABLE
  }

  public Judgement {
    diagnoses = List.copyOf(diagnoses);
  }

  public boolean right() {
    return outcome == Outcome.RIGHT;
  }

  /** {@code {"outcome", "sentence", "diagnoses": [{"slip", "sentence", "tex"}]}}. */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("outcome").value(outcome.name().toLowerCase(Locale.ROOT));
    out.key("sentence").value(sentence).key("diagnoses").beginArray();
    for (Diagnosis diagnosis : diagnoses) {
      out.beginObject().key("slip").value(diagnosis.slip().name().toLowerCase(Locale.ROOT));
      out.key("sentence").value(diagnosis.sentence());
      out.key("tex").value(diagnosis.tex()).endObject();
    }
    return out.endArray().endObject().toString();
  }
}
