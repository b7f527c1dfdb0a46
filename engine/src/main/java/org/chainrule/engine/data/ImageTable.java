package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.data.Frame.Variable;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A person's own images with a class each, from two IDX files, as a table with a column for each
 * pixel, from 0 to 1.
 */
public final class ImageTable {
  /** The source of such data. */
  static final String SOURCE = "images";

  /** Pixels of all images together at most, so that a page can hold them as numbers. */
  private static final int MOST_PIXELS = 2_000_000;

  private static final int MOST_CLASSES = 100;

  private ImageTable() {}

  /**
   * What two files hold, in either order, as the JSON that {@link Prepared} reads: as many images
   * from the first on as a page can hold, and under "of" how many there are.
   *
   * @throws DataException with a sentence where they are no images with their classes
   */
  public static String read(byte[] one, byte[] other) throws DataException {
    Idx first = parsed(one);
    Idx second = parsed(other);
    boolean swapped = first.shape().rank() == 1;
    Idx images = swapped ? second : first;
    Idx labels = swapped ? first : second;
    check(images, labels);
    int count = labels.shape().dim(0);
    int pixels = images.shape().size() / count;
    int taken = Math.min(count, MOST_PIXELS / pixels);
    if (taken == 0) {
      throw new DataException(
          "Each image has " + pixels + " pixels; at most " + MOST_PIXELS + " can be read here.");
    }
    int rank = images.shape().rank();
    JsonWriter out = new JsonWriter();
    out.beginObject().key("source").value(SOURCE);
    out.key("images").value(Base64.getEncoder().encodeToString(images.head(taken).file()));
    out.key("labels").value(Base64.getEncoder().encodeToString(labels.head(taken).file()));
    out.key("taken").value(taken).key("of").value(count);
    int width = images.shape().dim(rank - 1);
    out.key("height").value(pixels / width).key("width").value(width);
    return out.endObject().toString();
  }

  private static Idx parsed(byte[] file) throws DataException {
    try {
      return Idx.parse(file);
    } catch (IllegalArgumentException e) {
      throw new DataException(String.valueOf(e.getMessage()));
    }
  }

  private static void check(Idx images, Idx labels) throws DataException {
    if (images.shape().rank() < 2 || labels.shape().rank() != 1) {
      throw new DataException(
          "One file must hold images and the other a class for each; these hold "
              + images.shape()
              + " and "
              + labels.shape()
              + ".");
    }
    if (images.shape().dim(0) != labels.shape().dim(0)) {
      throw new DataException(
          "There are "
              + images.shape().dim(0)
              + " images but "
              + labels.shape().dim(0)
              + " classes; take the two files that belong together.");
    }
    for (byte label : labels.bytes()) {
      if ((label & 255) >= MOST_CLASSES) {
        throw new DataException(
            "There is a class "
                + (label & 255)
                + "; classes are told apart from 0 to "
                + (MOST_CLASSES - 1)
                + ".");
      }
    }
  }

  /** The table of what {@link #read} has written. */
  static Frame frame(Map<String, Json> given) throws DataException {
    Idx images = decoded(given.get("images"));
    Idx labels = decoded(given.get("labels"));
    check(images, labels);
    int count = labels.shape().dim(0);
    int pixels = images.shape().size() / count;
    int width = images.shape().dim(images.shape().rank() - 1);
    if ((long) pixels * count > MOST_PIXELS) {
      throw new DataException("The images have more than " + MOST_PIXELS + " pixels together.");
    }
    List<Variable> variables = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int pixel = 0; pixel < pixels; pixel++) {
      variables.add(Variable.input("p" + pixel / width + "_" + pixel % width));
      double[] column = new double[count];
      for (int image = 0; image < count; image++) {
        column[image] = (images.bytes()[image * pixels + pixel] & 255) / 255.0;
      }
      values.add(column);
    }
    double[] column = new double[count];
    int most = 1;
    for (int image = 0; image < count; image++) {
      column[image] = labels.bytes()[image] & 255;
      most = Math.max(most, labels.bytes()[image] & 255);
    }
    List<String> classes = new ArrayList<>();
    for (int i = 0; i <= most; i++) {
      classes.add(String.valueOf(i));
    }
    variables.add(new Variable("class", true, classes));
    values.add(column);
    return new Frame(variables, values);
  }

  private static Idx decoded(@Nullable Json text) throws DataException {
    try {
      return parsed(
          Base64.getDecoder().decode(text instanceof Json.Str base64 ? base64.value() : ""));
    } catch (IllegalArgumentException e) {
      throw new DataException("The images cannot be read: they are not in base64.");
    }
  }
}
