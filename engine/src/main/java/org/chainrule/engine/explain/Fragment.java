package org.chainrule.engine.explain;

/**
 * A piece of TeX that knows how tightly it binds, so that brackets are put where they are needed.
 *
 * @param tex the piece
 * @param rank one of the constants here
 */
record Fragment(String tex, int rank) {
  /** Terms with + or - between them. */
  static final int SUM = 1;

  /** A product with a minus in front. */
  static final int SIGNED = 2;

  /** Factors multiplied entry by entry. */
  static final int ENTRIES = 3;

  /** Factors side by side. */
  static final int PRODUCT = 4;

  /** A base with an exponent. */
  static final int POWER = 5;

  /** One symbol, number or bracket. */
  static final int ATOM = 6;

  /** The sign of a product entry by entry. */
  static final String ENTRYWISE = "\\odot";

  /** A derivative that is 1 wherever it is taken, which is not written as a factor. */
  static final Fragment ONE = new Fragment("1", ATOM);

  /** A derivative that is -1 wherever it is taken, of which the minus alone is written. */
  static final Fragment MINUS_ONE = new Fragment("-1", SIGNED);

  /** A tensor of ones, which a product entry by entry leaves out. */
  static final Fragment ONES = new Fragment("\\mathbf{1}", ATOM);

  Fragment {
    rank = tex.startsWith("-") && rank > SIGNED ? SIGNED : rank;
  }

  static Fragment atom(String tex) {
    return new Fragment(tex, ATOM);
  }

  /** A number or what stands for one, ranked by how it is written. */
  static Fragment number(String tex) {
    if (tex.startsWith("-")) {
      return new Fragment(tex, SIGNED);
    }
    return new Fragment(tex, tex.contains("\\cdot 10^") ? PRODUCT : ATOM);
  }

  /** The piece in round brackets that grow with it. */
  Fragment bracketed() {
    boolean tall = tex.contains("\\frac") || tex.contains("\\begin") || tex.contains("\\sum");
    return atom(tall ? "\\left(" + tex + "\\right)" : "(" + tex + ")");
  }

  /** The piece, in brackets unless it binds at least this tightly. */
  Fragment atLeast(int least) {
    return rank >= least ? this : bracketed();
  }

  Fragment negated() {
    if (rank == SIGNED) {
      String rest = tex.substring(1);
      return new Fragment(rest, rest.contains("\\cdot") || rest.contains(" ") ? PRODUCT : POWER);
    }
    return new Fragment("-" + atLeast(ENTRIES).tex, SIGNED);
  }

  /** The product of the two, a factor of one left out and a minus brought to the front. */
  Fragment times(Fragment other, String sign) {
    if (this == ONE || this == ONES && sign.equals(ENTRYWISE)) {
      return other;
    }
    if (other == ONE) {
      return this;
    }
    if (this == MINUS_ONE) {
      return other.negated();
    }
    if (other == MINUS_ONE) {
      return negated();
    }
    if (sign.equals(ENTRYWISE) && tex.endsWith(" \\cdot " + ONES.tex)) {
      String scale = tex.substring(0, tex.length() - ONES.tex.length() - 7);
      return new Fragment(scale, rank).times(other, "\\cdot");
    }
    boolean entrywise = sign.equals(ENTRYWISE);
    Fragment left =
        rank == SIGNED || rank == ENTRIES && entrywise
            ? this
            : atLeast(entrywise ? POWER : PRODUCT);
    Fragment right = other.atLeast(entrywise ? POWER : PRODUCT);
    String tex = left.tex + " " + sign + " " + right.tex;
    return new Fragment(tex, left.rank == SIGNED ? SIGNED : entrywise ? ENTRIES : PRODUCT);
  }

  Fragment plus(Fragment other) {
    if (other.rank == SIGNED) {
      return new Fragment(tex + " - " + other.tex.substring(1).strip(), SUM);
    }
    return new Fragment(tex + " + " + other.tex, SUM);
  }
}
