package org.chainrule.engine.explain;

import java.util.Set;

/** How a name is set in TeX: {@code w1} with an index, {@code yhat} with a hat, Greek as Greek. */
public final class Symbols {
  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda",
          "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma",
          "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega");

  private Symbols() {}

  /** The name in TeX; safe whatever it holds. */
  public static String tex(String name) {
    if (name.equals("loss")) {
      return "\\ell";
    }
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    int bar = name.indexOf('_');
    int split = bar > 0 ? bar : end;
    String stem = stem(name.substring(0, split));
    String index = bar > 0 ? name.substring(bar + 1) : name.substring(end);
    if (index.isEmpty()) {
      return stem;
    }
    boolean plain = index.length() == 1 || digits(index);
    return stem
        + (index.length() == 1 ? "_" + escaped(index) : "_{" + (plain ? index : text(index)) + "}");
  }

  private static String stem(String stem) {
    if (stem.length() == 1 && Character.isLetter(stem.charAt(0))) {
      return stem;
    }
    if (GREEK.contains(stem)) {
      return "\\" + stem;
    }
    for (String accent : new String[] {"hat", "bar", "tilde"}) {
      if (stem.endsWith(accent) && stem.length() > accent.length()) {
        return "\\" + accent + "{" + stem(stem.substring(0, stem.length() - accent.length())) + "}";
      }
    }
    return text(stem);
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Upright text. */
  static String text(String text) {
    return "\\text{" + escaped(text) + "}";
  }

  /** The text with what TeX would read as its own escaped. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("#$%&_{}".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else if ("\\^~".indexOf(c) >= 0) {
        out.append(' ');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
