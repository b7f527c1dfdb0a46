package org.chainrule.engine.op;

/**
 * Where a value enters an op.
 *
 * @param name the name in documents and in the text form
 * @param summary what belongs there, as a phrase
 * @param derivative the local derivative of the output with respect to this port, in TeX
 * @param optional whether the op runs without it; optional ports come last, and those in use are
 *     the first of them
 */
public record Port(String name, String summary, String derivative, boolean optional) {}
