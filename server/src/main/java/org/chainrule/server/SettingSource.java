package org.chainrule.server;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a setting comes from: a flag, else the environment, else the default. */
@FunctionalInterface
interface SettingSource {

  String text(@Nullable String flag, String variable, String otherwise);

  /** A whole number from 0 on. */
  default int number(@Nullable String flag, String variable, int otherwise) {
    String text = text(flag, variable, String.valueOf(otherwise)).trim();
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          variable + " must be a whole number from 0 on, not " + text + ".");
    }
    return Integer.parseInt(text);
  }

  default boolean onOff(@Nullable String flag, String variable, boolean otherwise) {
    String text = text(flag, variable, otherwise ? "on" : "off").trim();
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(variable + " must be on or off, not " + text + ".");
    };
  }

  /** Words with commas between them. */
  default List<String> list(@Nullable String flag, String variable) {
    return Stream.of(text(flag, variable, "").split(",", -1))
        .map(String::trim)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
