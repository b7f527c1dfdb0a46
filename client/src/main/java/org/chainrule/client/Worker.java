package org.chainrule.client;

import org.teavm.jso.JSExportClasses;

/** The module that a Web Worker trains with. */
@JSExportClasses(Training.class)
public final class Worker {
  private Worker() {}

  /** Does nothing; the compiler wants a place to start. */
  public static void main(String[] args) {}
}
