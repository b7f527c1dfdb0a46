package org.chainrule.engine.lesson;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;

/**
 * THE list of lessons, in the order in which they are taken. A lesson's file is {@code
 * <course>/<lesson>.md} beside this class, among the resources; whoever shows it brings its text.
 */
public final class Courses {

  /**
   * A row of lessons.
   *
   * @param id a short word, the name of its folder
   * @param title what the menu calls it
   * @param lessons the names of their files
   */
  public record Course(String id, String title, List<String> lessons) {}

  private static final List<Course> ALL =
      List.of(
          new Course(
              "cs540",
              "Backpropagation by hand",
              List.of(
                  "forward-pass",
                  "which-way",
                  "one-step-downhill",
                  "loss-landscape",
                  "rules",
                  "two-paths",
                  "layer-by-layer",
                  "logistic-neuron",
                  "two-layer-sigmoid")),
          new Course(
              "cx4240",
              "From a neuron to MNIST",
              List.of(
                  "neurons",
                  "any-depth",
                  "regression",
                  "binary",
                  "multiclass",
                  "regularization",
                  "chain-rule",
                  "vector-chain-rule",
                  "walk-through",
                  "packages",
                  "mnist")),
          new Course(
              "zoo",
              "Bug zoo",
              List.of(
                  "left-over-gradients",
                  "softmax-twice",
                  "wrong-axis",
                  "sum-for-mean",
                  "dead-relu",
                  "exploding-gradient",
                  "vanishing-gradient",
                  "saturated-sigmoid",
                  "swapped-labels")));

  private Courses() {}

  /** Every course. */
  public static List<Course> all() {
    return ALL;
  }

  /** The list as JSON: id, title and lessons. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Course course : ALL) {
      out.beginObject().key("id").value(course.id()).key("title").value(course.title());
      out.key("lessons").beginArray();
      course.lessons().forEach(out::value);
      out.endArray().endObject();
    }
    return out.endArray().toString();
  }
}
