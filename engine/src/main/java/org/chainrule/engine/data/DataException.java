package org.chainrule.engine.data;

import java.util.List;

/** Data that cannot be used, with every reason as a sentence. */
public final class DataException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;

  public DataException(List<String> sentences) {
    super(String.join(" ", sentences));
    this.sentences = List.copyOf(sentences);
  }

  public DataException(String sentence) {
    this(List.of(sentence));
  }

  /** At least one. */
  public List<String> sentences() {
    return sentences;
  }
}
