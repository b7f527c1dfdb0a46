package org.chainrule.engine.train;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of a data set, summed up.
 *
 * @param judged examples seen, of {@code size}
 * @param loss the mean
 * @param classNames what the classes are called; empty where none are told apart
 * @param confusion null where no classes are told apart
 * @param calibration null where no classes are told apart
 * @param worst the examples of the greatest loss: the wrong ones where classes are told apart, else
 *     of all
 */
public record Report(
    int judged,
    int size,
    double loss,
    List<String> classNames,
    @Nullable Confusion confusion,
    @Nullable Calibration calibration,
    List<Outcomes.Outcome> worst) {

  /** How many of the worst examples are kept. */
  public static final int WORST = 60;

  public Report {
    classNames = List.copyOf(classNames);
    worst = List.copyOf(worst);
  }

  /**
   * Sums up what was judged.
   *
   * @param classNames one for each class that a score stands for; empty where there are none
   */
  public static Report of(Outcomes outcomes, List<String> classNames) {
    boolean classes = !classNames.isEmpty();
    return new Report(
        outcomes.count(),
        outcomes.size(),
        outcomes.meanLoss(),
        classNames,
        classes ? Confusion.of(outcomes, classNames.size()) : null,
        classes ? Calibration.of(outcomes) : null,
        outcomes.worst(i -> !classes || outcomes.get(i).wrong(), WORST));
  }

  /** The share of right predictions; NaN where no classes are told apart. */
  public double accuracy() {
    return confusion == null ? Double.NaN : confusion.accuracy();
  }

  /**
   * As JSON; what is not known is null.
   *
   * @param number the number by which others know an example of the data set
   */
  public String json(IntUnaryOperator number) {
    JsonWriter out = new JsonWriter().beginObject();
    out.key("judged").value(judged).key("size").value(size);
    number(out.key("loss"), loss);
    number(out.key("accuracy"), accuracy());
    out.key("classNames").beginArray();
    classNames.forEach(out::value);
    out.endArray().key("confusion");
    confusion(out);
    out.key("classes").beginArray();
    for (int of = 0; confusion != null && of < confusion.classes(); of++) {
      out.beginObject().key("support").value(confusion.support(of));
      number(out.key("precision"), confusion.precision(of));
      number(out.key("recall"), confusion.recall(of));
      number(out.key("f1"), confusion.f1(of));
      out.endObject();
    }
    out.endArray().key("calibration");
    calibration(out);
    out.key("worst").beginArray();
    worst.forEach(outcome -> write(out, outcome, number));
    return out.endArray().endObject().toString();
  }

  private void confusion(JsonWriter out) {
    if (confusion == null) {
      out.nullValue();
      return;
    }
    out.beginArray();
    for (int label = 0; label < confusion.classes(); label++) {
      out.beginArray();
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        out.value(confusion.count(label, predicted));
      }
      out.endArray();
    }
    out.endArray();
  }

  private void calibration(JsonWriter out) {
    if (calibration == null || Double.isNaN(calibration.error())) {
      out.nullValue();
      return;
    }
    out.beginObject().key("error").value(calibration.error()).key("bins").beginArray();
    for (Calibration.Bin bin : calibration.bins()) {
      out.beginObject().key("from").value(bin.from()).key("to").value(bin.to());
      out.key("count").value(bin.count());
      number(out.key("confidence"), bin.confidence());
      number(out.key("accuracy"), bin.accuracy());
      out.endObject();
    }
    out.endArray().endObject();
  }

  /** Writes one example: index, label, predicted, loss and confidence. */
  public static void write(JsonWriter out, Outcomes.Outcome outcome, IntUnaryOperator number) {
    out.beginObject().key("index").value(number.applyAsInt(outcome.example()));
    named(out.key("label"), outcome.label());
    named(out.key("predicted"), outcome.predicted());
    number(out.key("loss"), outcome.loss());
    number(out.key("confidence"), outcome.confidence());
    out.endObject();
  }

  private static void named(JsonWriter out, int of) {
    if (of == Outcomes.NO_CLASS) {
      out.nullValue();
    } else {
      out.value(of);
    }
  }

  private static void number(JsonWriter out, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.nullValue();
    } else {
      out.value(value);
    }
  }
}
