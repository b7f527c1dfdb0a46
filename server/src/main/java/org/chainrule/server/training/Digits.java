package org.chainrule.server.training;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.engine.data.DigitTask.Target;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Which handwritten digits to learn from, and what about them.
 *
 * @param classes from 1 to 10 different digits; their order gives the classes their numbers
 * @param target what the label is, or null to let the graph decide
 */
public record Digits(List<Integer> classes, @Nullable Target target) {

  /** All ten, for whatever the graph is made for. */
  public static final Digits ALL =
      new Digits(IntStream.range(0, Mnist.CLASSES).boxed().toList(), null);

  /**
   * @throws IllegalArgumentException with a sentence where the classes are not different digits
   */
  public Digits {
    classes = List.copyOf(classes);
    boolean digits = classes.stream().allMatch(digit -> digit >= 0 && digit < Mnist.CLASSES);
    if (classes.isEmpty() || !digits || classes.stream().distinct().count() != classes.size()) {
      throw new IllegalArgumentException(
          "\"classes\" must be different digits from 0 to 9, such as [3, 8].");
    }
    if (target == Target.BINARY && classes.size() != 2) {
      throw new IllegalArgumentException(
          "\"target\" binary tells two digits apart: name them in \"classes\", such as [3, 8].");
    }
  }

  /** Reads what {@link #write} wrote; a run of an older version may have none of it. */
  static Digits read(@Nullable Json json) {
    if (!(json instanceof Json.Obj dataset)
        || !(dataset.members().get("classes") instanceof Json.Arr chosen)) {
      return ALL;
    }
    List<Integer> classes =
        chosen.items().stream().map(item -> (int) ((Json.Num) item).value()).toList();
    Target target =
        dataset.members().get("target") instanceof Json.Str word ? Target.of(word.value()) : null;
    return new Digits(classes, target);
  }

  void write(JsonWriter out) {
    out.beginObject().key("name").value(TrainingRequest.MNIST).key("classes").beginArray();
    classes.forEach(out::value);
    out.endArray().key("target");
    if (target == null) {
      out.nullValue();
    } else {
      out.value(target.word());
    }
    out.endObject();
  }
}
