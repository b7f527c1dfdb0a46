package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of a graph, by the names of its nodes: {@code value h}, {@code gradient W[1, 0]},
 * {@code slope of y by x}, {@code contribution x to f}, {@code direction of loss by w}, {@code
 * shape W}.
 *
 * @param kind which quantity
 * @param node the node it belongs to; for a slope or direction the one that moves
 * @param entry the index of one of its numbers; empty for a single number
 * @param other where it is seen: the node whose slope it is, or that a contribution comes from;
 *     empty where there is none
 */
public record Target(Kind kind, String node, List<Integer> entry, String other) {

  /** The quantities that can be asked for. */
  public enum Kind {
    VALUE,
    GRADIENT,
    SLOPE,
    CONTRIBUTION,
    DIRECTION,
    SHAPE
  }

  public Target {
    entry = List.copyOf(entry);
  }

  /** Reads a target as it is written in a lesson; null where it is none. */
  static @Nullable Target read(String text) {
    String trimmed = text.trim();
    int space = trimmed.indexOf(' ');
    if (space < 0) {
      return null;
    }
    String rest = trimmed.substring(space + 1).trim();
    return switch (trimmed.substring(0, space)) {
      case "value" -> at(Kind.VALUE, rest, "");
      case "gradient" -> at(Kind.GRADIENT, rest, "");
      case "shape" -> at(Kind.SHAPE, rest, "");
      case "contribution" -> between(Kind.CONTRIBUTION, rest, " to ", false);
      case "slope" -> between(Kind.SLOPE, withoutOf(rest), " by ", true);
      case "direction" -> between(Kind.DIRECTION, withoutOf(rest), " by ", true);
      default -> null;
    };
  }

  private static String withoutOf(String text) {
    return text.startsWith("of ") ? text.substring(3) : text;
  }

  private static @Nullable Target between(Kind kind, String text, String word, boolean movesLast) {
    int at = text.indexOf(word);
    if (at < 0) {
      return null;
    }
    String first = text.substring(0, at).trim();
    String second = text.substring(at + word.length()).trim();
    return movesLast ? at(kind, second, first) : at(kind, first, second);
  }

  private static @Nullable Target at(Kind kind, String text, String other) {
    int bracket = text.indexOf('[');
    if (bracket < 0) {
      return isName(text) && (other.isEmpty() || isName(other))
          ? new Target(kind, text, List.of(), other)
          : null;
    }
    List<Integer> entry = entry(text.substring(bracket));
    String name = text.substring(0, bracket);
    return entry == null || !isName(name) ? null : new Target(kind, name, entry, other);
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit((char) c));
  }

  private static @Nullable List<Integer> entry(String text) {
    if (!text.endsWith("]")) {
      return null;
    }
    List<Integer> entry = new ArrayList<>();
    for (String number : LessonReader.parts(text.substring(1, text.length() - 1), ',')) {
      String digits = number.trim();
      if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(Character::isDigit)) {
        return null;
      }
      entry.add(Integer.parseInt(digits));
    }
    return entry;
  }

  /** The target as it is written in a lesson. */
  public String text() {
    String place = entry.isEmpty() ? node : node + entry;
    return switch (kind) {
      case VALUE -> "value " + place;
      case GRADIENT -> "gradient " + place;
      case SHAPE -> "shape " + place;
      case CONTRIBUTION -> "contribution " + place + " to " + other;
      case SLOPE -> "slope of " + other + " by " + place;
      case DIRECTION -> "direction of " + other + " by " + place;
    };
  }
}
