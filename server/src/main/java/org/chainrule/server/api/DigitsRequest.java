package org.chainrule.server.api;

import java.util.List;
import java.util.Set;
import org.chainrule.engine.data.DigitTask.Target;
import org.chainrule.server.training.Digits;
import org.chainrule.server.training.TrainingRequest;
import org.jspecify.annotations.Nullable;

/** Reads what to learn of which data: the name of a data set, or an object with more to say. */
final class DigitsRequest {

  private static final Set<String> FIELDS = Set.of("name", "classes", "target");

  private DigitsRequest() {}

  static Digits of(RequestBody body) {
    boolean named = body.isText("dataset") || !body.has("dataset");
    RequestBody dataset = named ? null : body.object("dataset", FIELDS);
    String name =
        dataset == null
            ? body.text("dataset", TrainingRequest.MNIST)
            : dataset.text("name", TrainingRequest.MNIST);
    if (!name.equals(TrainingRequest.MNIST)) {
      throw new HttpProblem(422, "\"dataset\" must be \"" + TrainingRequest.MNIST + "\".");
    }
    if (dataset == null) {
      return Digits.ALL;
    }
    List<Integer> classes = dataset.integers("classes", 10, 9);
    try {
      return new Digits(classes == null ? Digits.ALL.classes() : classes, target(dataset));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(422, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Target target(RequestBody dataset) {
    if (!dataset.has("target")) {
      return null;
    }
    Target target = Target.of(dataset.text("target", ""));
    if (target == null) {
      throw new HttpProblem(
          422, "\"target\" must be one of class, binary, number, pixels and none.");
    }
    return target;
  }
}
