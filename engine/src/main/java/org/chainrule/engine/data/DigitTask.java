package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One thing to learn from images with classes: to tell them apart, to tell two of them apart by one
 * score, to give the class as a number, or to give the image again. A view: the pixels stay where
 * they are. Immutable.
 */
public final class DigitTask implements Dataset {

  /** What the label of an example is. */
  public enum Target {
    /** Its class, by its place among the chosen ones. */
    CLASS("class"),
    /** 1 for the second of two classes, 0 for the first: a number, for a model of one score. */
    BINARY("binary"),
    /** Its class as a number. */
    NUMBER("number"),
    /** The image itself. */
    PIXELS("pixels"),
    /** Nothing: the loss judges by the image alone. */
    NONE("none");

    private final String word;

    Target(String word) {
      this.word = word;
    }

    /** The word in settings. */
    public String word() {
      return word;
    }

    /** The target of that word, or null. */
    public static @Nullable Target of(String word) {
      for (Target target : values()) {
        if (target.word.equals(word)) {
          return target;
        }
      }
      return null;
    }
  }

  private final Images images;
  private final List<Integer> classes;
  private final Target target;
  private final List<Column> columns;
  private final int[] chosen;

  /**
   * The images of the chosen classes.
   *
   * @param shape how the pixels of one image lie; as many as it has
   * @param classes the classes to learn from, in the order that gives them their places
   */
  public DigitTask(Images images, Shape shape, List<Integer> classes, Target target) {
    this.images = images;
    this.classes = List.copyOf(classes);
    this.target = target;
    columns = columns(shape, this.classes, target);
    int[] found = new int[images.size()];
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      if (this.classes.contains(images.label(i))) {
        found[count++] = i;
      }
    }
    chosen = Arrays.copyOf(found, count);
  }

  /** What each example of such a task holds. */
  public static List<Column> columns(Shape shape, List<Integer> classes, Target target) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("an image", false, shape, 0));
    switch (target) {
      case CLASS -> columns.add(new Column("a label", true, Shape.SCALAR, classes.size()));
      case BINARY, NUMBER -> columns.add(new Column("a label", true, Shape.SCALAR, 0));
      case PIXELS -> columns.add(new Column("the image as a label", true, shape, 0));
      case NONE -> {}
    }
    return List.copyOf(columns);
  }

  @Override
  public int size() {
    return chosen.length;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public void copy(int example, int column, float[] into, int at) {
    int image = chosen[example];
    if (column == 0 || target == Target.PIXELS) {
      images.copy(image, 0, into, at);
    } else if (target == Target.NUMBER) {
      into[at] = images.label(image);
    } else {
      into[at] = classes.indexOf(images.label(image));
    }
  }

  /** The number of an example among all images. */
  public int image(int example) {
    return chosen[example];
  }

  /** The number of an image among the examples; negative where it is none of them. */
  public int example(int image) {
    return Arrays.binarySearch(chosen, image);
  }
}
