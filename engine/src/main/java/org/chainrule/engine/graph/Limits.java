package org.chainrule.engine.graph;

/** How large a document may be; whatever comes from outside is held to these before it is used. */
public final class Limits {
  private Limits() {}

  /** Characters of JSON or text. */
  public static final int CHARACTERS = 4_000_000;

  /** Nodes of one graph. */
  public static final int NODES = 20_000;

  /** Wires of one graph. */
  public static final int WIRES = 60_000;

  /** Characters of an id, an op id, a port or a name. */
  public static final int NAME = 64;

  /** Characters of a title. */
  public static final int TITLE = 200;

  /** Axes of a tensor. */
  public static final int RANK = 8;

  /** Numbers in one tensor. */
  public static final int TENSOR = 16_777_216;

  /** Groups of one graph. */
  public static final int GROUPS = 5_000;

  /** Operations of a person's own in one graph. */
  public static final int DEFINITIONS = 200;

  /** Parameters of one of them. */
  public static final int PARAMETERS = 16;

  /** Characters of its body. */
  public static final int BODY = 2_000;
}
