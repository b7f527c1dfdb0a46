package org.chainrule.engine.op;

/** The shelves of the palette, in order. */
public enum Category {
  SOURCE("source", "Sources"),
  COMPOSITE("composite", "Layers"),
  ARITHMETIC("arithmetic", "Arithmetic"),
  FUNCTION("function", "Functions"),
  ACTIVATION("activation", "Activations"),
  TENSOR("tensor", "Tensors"),
  LOSS("loss", "Losses"),
  REGULARIZER("regularizer", "Regularizers");

  private final String id;
  private final String label;

  Category(String id, String label) {
    this.id = id;
    this.label = label;
  }

  public String id() {
    return id;
  }

  public String label() {
    return label;
  }
}
