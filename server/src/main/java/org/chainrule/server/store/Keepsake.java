package org.chainrule.server.store;

/** Something that a run keeps beside its figures. */
public enum Keepsake {
  /** JSON: the names and shapes of the parameters, in their order. */
  LAYOUT("layout"),
  /** JSON: the test examples summed up. */
  RESULT("result"),
  /** Base64: what the model made of each test example. */
  OUTCOMES("outcomes"),
  /** JSON: the trained parameters, once the run has succeeded. */
  PARAMETERS("parameters");

  private final String word;

  Keepsake(String word) {
    this.word = word;
  }

  /** Its name in the database. */
  String word() {
    return word;
  }
}
