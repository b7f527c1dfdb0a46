package org.chainrule.engine.op;

/**
 * Where a value enters an op.
 *
 * @param name the name in documents and in the text form
 * @param summary what belongs there, as a phrase
 * @param derivative the local derivative of the output with respect to this port, in TeX
 */
public record Port(String name, String summary, String derivative) {}
