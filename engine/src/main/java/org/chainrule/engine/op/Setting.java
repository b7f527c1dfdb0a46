package org.chainrule.engine.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that an op understands.
 *
 * @param name the name in documents and the keyword in the text form
 * @param label what a form calls it
 * @param kind what values it takes
 * @param summary what it does, as a sentence
 * @param initial its default, of the kind's type, or null where it is left out by default
 * @param choices the values of a {@link Kind#CHOICE}, else empty
 * @param min the least number that is accepted
 * @param max the greatest number that is accepted
 */
public record Setting(
    String name,
    String label,
    Kind kind,
    String summary,
    @Nullable Object initial,
    List<String> choices,
    double min,
    double max) {

  /** What values a setting takes. */
  public enum Kind {
    NUMBER,
    INTEGER,
    CHOICE,
    FLAG,
    /** A number or nested lists of numbers of equal length. */
    TENSOR,
    /** A list of whole numbers. */
    SHAPE
  }

  public Setting {
    choices = List.copyOf(choices);
  }

  /** A number between two bounds. */
  public static Setting number(
      String name, String label, double initial, double min, double max, String summary) {
    return new Setting(name, label, Kind.NUMBER, summary, initial, List.of(), min, max);
  }

  /** A whole number between two bounds; left out by default where {@code initial} is null. */
  public static Setting integer(
      String name, String label, @Nullable Integer initial, int min, int max, String summary) {
    return new Setting(name, label, Kind.INTEGER, summary, initial, List.of(), min, max);
  }

  /** One of a few words; the first is the default. */
  public static Setting choice(String name, String label, String summary, String... choices) {
    return new Setting(
        name, label, Kind.CHOICE, summary, choices[0], List.of(choices), Double.NaN, Double.NaN);
  }

  /** A number or nested lists of numbers, left out by default. */
  public static Setting tensor(String name, String label, String summary) {
    return new Setting(name, label, Kind.TENSOR, summary, null, List.of(), Double.NaN, Double.NaN);
  }

  /** A shape, left out by default. */
  public static Setting shape(String name, String label, String summary) {
    return new Setting(name, label, Kind.SHAPE, summary, null, List.of(), Double.NaN, Double.NaN);
  }
}
