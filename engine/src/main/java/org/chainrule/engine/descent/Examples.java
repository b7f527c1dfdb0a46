package org.chainrule.engine.descent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.data.FrameDataset.Place;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.tensor.Tensor;

/** The examples of a table as values of sources, in float64. */
final class Examples {
  private Examples() {}

  /** The examples that are trained on, each as values by the name of their source. */
  static List<Map<String, Tensor>> of(Prepared data, List<Place> places) {
    List<Map<String, Tensor>> examples = new ArrayList<>();
    for (int row : data.split().train()) {
      Map<String, Tensor> values = new HashMap<>();
      for (Place place : places) {
        values.put(place.column().name(), value(data, place, row));
      }
      examples.add(values);
    }
    return examples;
  }

  private static Tensor value(Prepared data, Place place, int row) {
    double[] numbers = new double[place.column().shape().size()];
    if (place.oneHot()) {
      numbers[(int) data.frame().values().get(place.variables()[0])[row]] = 1;
    } else {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = data.frame().values().get(place.variables()[i])[row];
      }
    }
    return Tensor.of(place.column().shape(), numbers);
  }
}
