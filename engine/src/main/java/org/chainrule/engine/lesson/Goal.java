package org.chainrule.engine.lesson;

import org.chainrule.engine.json.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * What a number of a graph shall become: {@code gradient w > 0.1}, {@code |gradient w| < 10}.
 *
 * @param target the number
 * @param size whether its size counts and not its sign, as bars around it say
 * @param relation how it shall lie to the bound
 * @param bound what it is compared with
 */
public record Goal(Target target, boolean size, Relation relation, double bound) {

  /** What lies so close to a bound is on it. */
  private static final double CLOSE = 1e-9;

  /** How a number can lie to a bound. */
  public enum Relation {
    BELOW(" < ", "below"),
    ABOVE(" > ", "above"),
    EQUAL(" = ", "equal to"),
    OTHER(" != ", "other than");

    private final String sign;
    private final String words;

    Relation(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }
  }

  /** Reads a goal as it is written in a lesson; null where it is none. */
  static @Nullable Goal read(String text) {
    for (Relation relation : Relation.values()) {
      int at = text.indexOf(relation.sign);
      if (at >= 0) {
        String number = text.substring(0, at).trim();
        boolean size = number.length() > 2 && number.startsWith("|") && number.endsWith("|");
        Target target = Target.read(size ? number.substring(1, number.length() - 1) : number);
        Double bound = number(text.substring(at + relation.sign.length()).trim());
        return target == null || bound == null || target.kind() == Target.Kind.SHAPE
            ? null
            : new Goal(target, size, relation, bound);
      }
    }
    return null;
  }

  private static @Nullable Double number(String text) {
    try {
      return NumberText.parse(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether a number is as it shall be. */
  boolean holds(double number) {
    double given = size ? Math.abs(number) : number;
    boolean on = Math.abs(given - bound) <= CLOSE * Math.max(1, Math.abs(bound));
    return switch (relation) {
      case BELOW -> given < bound;
      case ABOVE -> given > bound;
      case EQUAL -> on;
      case OTHER -> !on;
    };
  }

  /** What has to become true, as a sentence goes on. */
  String words() {
    return (size ? "the size of the " : "the ")
        + target.text()
        + " has to be "
        + relation.words
        + " "
        + NumberText.of(bound);
  }

  /** The goal as it is written in a lesson. */
  public String text() {
    String number = size ? "|" + target.text() + "|" : target.text();
    return number + relation.sign + NumberText.of(bound);
  }
}
