package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The smallest piece of TeX that stays whole: a command, a number or a character. A command whose
 * group is no mathematics of its own, such as {@code \text{max}} or {@code \hat{y}}, keeps it.
 *
 * @param text the piece
 * @param space whether a space stands before it
 */
record TexToken(String text, boolean space) {
  private static final Set<String> WITH_GROUP =
      Set.of("\\text", "\\operatorname", "\\mathrm", "\\begin", "\\end", "\\hat", "\\bar");

  /** The pieces of a formula, in order. */
  static List<TexToken> read(String tex) {
    List<TexToken> tokens = new ArrayList<>();
    boolean space = false;
    int at = 0;
    while (at < tex.length()) {
      if (tex.charAt(at) == ' ') {
        space = true;
        at++;
        continue;
      }
      int end = end(tex, at);
      tokens.add(new TexToken(tex.substring(at, end), space));
      space = false;
      at = end;
    }
    return tokens;
  }

  private static int end(String tex, int from) {
    char c = tex.charAt(from);
    int at = from + 1;
    if (Character.isDigit(c)) {
      while (at < tex.length() && (Character.isDigit(tex.charAt(at)) || tex.charAt(at) == '.')) {
        at++;
      }
    } else if (c == '\\' && at < tex.length()) {
      at++;
      while (at < tex.length() && letter(tex.charAt(at - 1)) && letter(tex.charAt(at))) {
        at++;
      }
      boolean grouped = at < tex.length() && tex.charAt(at) == '{';
      if (grouped && WITH_GROUP.contains(tex.substring(from, at)) && tex.indexOf('}', at) > 0) {
        at = tex.indexOf('}', at) + 1;
      }
    }
    return at;
  }

  static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** 1 where it opens a bracket or an environment, -1 where it closes one, else 0. */
  int depth() {
    return switch (text) {
      case "{", "(", "[" -> 1;
      case "}", ")", "]" -> -1;
      default -> text.startsWith("\\begin{") ? 1 : text.startsWith("\\end{") ? -1 : 0;
    };
  }
}
