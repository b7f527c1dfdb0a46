package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A formula in TeX whose symbols can be replaced. Only whole symbols are: the x of {@code \exp} or
 * of {@code \text{max}} is none. Replacements are put in brackets where the formula needs it.
 */
final class Template {
  private static final Set<String> SPACING = Set.of("\\,", "\\;", "\\!", "\\ ", "\\quad");
  private static final Set<String> OPENING =
      Set.of(
          "{", "(", "[", ",", "|", "=", "&", "\\\\", "<", ">", "\\le", "\\ge", "\\ne", "\\lVert",
          "\\left(");
  private static final Set<String> CLOSING =
      Set.of(
          "}",
          ")",
          "]",
          ",",
          "|",
          "=",
          "&",
          "\\\\",
          "<",
          ">",
          "\\le",
          "\\ge",
          "\\ne",
          "\\rVert",
          "\\right)");
  private static final Set<String> FUNCTIONS =
      Set.of("\\ln", "\\sin", "\\cos", "\\tan", "\\tanh", "\\log", "\\exp");

  private static final Set<String> CONSTANTS =
      Set.of("\\alpha", "\\delta", "\\lambda", "\\ell", "\\varepsilon", "\\dots", "\\text");

  private final List<TexToken> tokens;

  private Template(List<TexToken> tokens) {
    this.tokens = tokens;
  }

  static Template of(String tex) {
    return new Template(TexToken.read(tex));
  }

  /** Whether the formula holds this symbol. */
  boolean has(String symbol) {
    return tokens.stream().anyMatch(token -> token.text().equals(symbol));
  }

  /** Whether one of these symbols carries an index. */
  boolean indexes(Set<String> symbols) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (symbols.contains(tokens.get(i).text()) && tokens.get(i + 1).text().equals("_")) {
        return true;
      }
    }
    return false;
  }

  /** What stands before and after the first = outside all brackets; alone where there is none. */
  List<Template> sides() {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += tokens.get(i).depth();
      if (depth == 0 && tokens.get(i).text().equals("=")) {
        return List.of(
            new Template(tokens.subList(0, i)), new Template(tokens.subList(i + 1, tokens.size())));
      }
    }
    return List.of(this);
  }

  /** The index of the first symbol, as {@code _i}; empty where it has none. */
  String index() {
    return tokens.size() > 1 && tokens.get(1).text().equals("_")
        ? new Template(tokens.subList(1, tokens.size())).tex(Map.of()).tex()
        : "";
  }

  /** The formula for single numbers: sums over one term and indices left out. */
  Template withoutIndices() {
    List<TexToken> out = new ArrayList<>();
    boolean inSum = false;
    for (int i = 0; i < tokens.size(); i++) {
      String text = tokens.get(i).text();
      boolean sum = text.equals("\\sum");
      if (text.equals("_") || inSum && text.equals("^")) {
        i = script(i + 1) - 1;
        continue;
      }
      inSum = sum;
      if (!sum) {
        out.add(tokens.get(i));
      }
    }
    return new Template(out);
  }

  /** The end of the group or single token that starts here. */
  private int script(int from) {
    if (from >= tokens.size() || !tokens.get(from).text().equals("{")) {
      return from + 1;
    }
    int depth = 0;
    int at = from;
    do {
      depth += tokens.get(at).depth();
      at++;
    } while (depth > 0 && at < tokens.size());
    return at;
  }

  /** The formula with these symbols replaced. */
  Fragment tex(Map<String, Fragment> symbols) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      TexToken token = tokens.get(i);
      Fragment replacement = symbols.get(token.text());
      boolean script = i > 0 && "^_".contains(tokens.get(i - 1).text());
      String text =
          replacement == null
              ? token.text()
              : script ? "{" + replacement.tex() + "}" : fitted(replacement, i).tex();
      append(out, text, token.space(), replacement != null);
    }
    if (tokens.size() == 1) {
      Fragment only = symbols.get(tokens.get(0).text());
      return only == null ? Fragment.number(out.toString()) : only;
    }
    return new Fragment(tidy(out.toString()), rank());
  }

  private static void append(StringBuilder out, String text, boolean space, boolean replaced) {
    int length = out.length();
    char last = length == 0 ? ' ' : out.charAt(length - 1);
    boolean digits = Character.isDigit(last) || last == '.';
    if (replaced && Character.isDigit(text.charAt(0)) && afterNumber(out)) {
      out.append(" \\cdot ");
    } else if (space
        || TexToken.letter(last) && TexToken.letter(text.charAt(0))
        || digits && digit(text)) {
      out.append(length == 0 ? "" : " ");
    }
    out.append(text);
  }

  private static boolean digit(String text) {
    return Character.isDigit(text.charAt(0));
  }

  /** Whether a number stands last; takes away the space behind it. */
  private static boolean afterNumber(StringBuilder out) {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    for (String space : SPACING) {
      if (out.substring(0, end).endsWith(space)) {
        end -= space.length();
      }
    }
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    int digits = end;
    while (digits > 0 && Character.isDigit(out.charAt(digits - 1))) {
      digits--;
    }
    if (digits == end || digits > 0 && out.charAt(digits - 1) == '^') {
      return false;
    }
    out.setLength(end);
    return true;
  }

  /** The replacement with brackets where the symbol's neighbours ask for them. */
  private Fragment fitted(Fragment replacement, int at) {
    String before = neighbour(at, -1);
    String after = neighbour(at, 1);
    boolean opened = before == null || OPENING.contains(before) || before.startsWith("\\begin{");
    boolean closed = after == null || CLOSING.contains(after) || after.startsWith("\\end{");
    if ("^".equals(after) || "_".equals(after)) {
      boolean plain = replacement.rank() == Fragment.ATOM;
      boolean scripted = plain && ("_".equals(after)) && replacement.tex().contains("_");
      return scripted
          ? Fragment.atom("{" + replacement.tex() + "}")
          : replacement.atLeast(Fragment.ATOM);
    }
    if (before != null && (FUNCTIONS.contains(before) || before.startsWith("\\operatorname{"))) {
      return replacement.atLeast(Fragment.POWER);
    }
    boolean additive = closed || "+".equals(after) || "-".equals(after);
    if (opened && additive) {
      return replacement;
    }
    if ("+".equals(before) && additive) {
      return replacement.rank() == Fragment.SUM && !replacement.tex().startsWith("-")
          ? replacement
          : replacement.atLeast(Fragment.PRODUCT);
    }
    return replacement.rank() == Fragment.SIGNED && opened
        ? replacement
        : replacement.atLeast(Fragment.PRODUCT);
  }

  private @Nullable String neighbour(int at, int step) {
    int i = at + step;
    while (i >= 0 && i < tokens.size()) {
      boolean group = tokens.get(i).text().equals("{");
      boolean exponent = step < 0 && !group && i > 1 && tokens.get(i - 1).text().equals("^");
      if (!exponent && !SPACING.contains(tokens.get(i).text())) {
        return tokens.get(i).text();
      }
      i += exponent ? 2 * step : step;
    }
    return null;
  }

  /** How tightly the formula binds as a whole; rather too loosely than too tightly. */
  private int rank() {
    int depth = 0;
    int atoms = 0;
    boolean power = false;
    boolean signed = tokens.get(0).text().equals("-");
    for (int i = signed ? 1 : 0; i < tokens.size(); i++) {
      String text = tokens.get(i).text();
      boolean outside = depth == 0;
      depth += tokens.get(i).depth();
      if (outside && (text.equals("+") || text.equals("-") || text.equals("\\sum"))) {
        return Fragment.SUM;
      }
      if (outside && (text.equals("^") || text.equals("_"))) {
        power |= text.equals("^");
        i = script(i + 1) - 1;
      } else if (outside && !SPACING.contains(text) && !argument(i)) {
        atoms++;
      }
    }
    if (signed) {
      return Fragment.SIGNED;
    }
    return atoms > 1 ? Fragment.PRODUCT : power ? Fragment.POWER : Fragment.ATOM;
  }

  /** Whether a bracket opens the argument of what stands before it. */
  private boolean argument(int at) {
    String text = tokens.get(at).text();
    if (at == 0 || !text.equals("{") && !text.equals("(")) {
      return false;
    }
    String before = tokens.get(at - 1).text();
    return text.equals("{") || before.startsWith("\\") && !SPACING.contains(before);
  }

  /** Exponents such as 2 - 1 worked out, and an exponent of 1 left out. */
  private static String tidy(String tex) {
    int at = tex.indexOf("^{");
    int end = at < 0 ? -1 : tex.indexOf('}', at);
    if (end < 0 || !tex.startsWith(" - 1}", end - 4)) {
      return tex;
    }
    double exponent;
    try {
      exponent = Double.parseDouble(tex.substring(at + 2, end - 4)) - 1;
    } catch (NumberFormatException e) {
      return tex;
    }
    String rest = tex.substring(end + 1);
    return tex.substring(0, at) + (exponent == 1 ? "" : "^{" + NumberTex.of(exponent) + "}") + rest;
  }

  /** Whether the formula holds a variable that is none of these symbols. */
  boolean foreign(Set<String> symbols) {
    for (int i = 0; i < tokens.size(); i++) {
      String text = tokens.get(i).text();
      if (text.equals("_")) {
        i = script(i + 1) - 1;
        continue;
      }
      boolean euler =
          text.equals("e") && i + 1 < tokens.size() && tokens.get(i + 1).text().equals("^");
      boolean letter = text.length() == 1 && TexToken.letter(text.charAt(0)) && !euler;
      boolean accented = text.startsWith("\\hat{") || text.startsWith("\\bar{");
      if ((letter || accented || CONSTANTS.contains(text)) && !symbols.contains(text)) {
        return true;
      }
    }
    return false;
  }
}
