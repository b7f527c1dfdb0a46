package org.chainrule.engine.graph;

/**
 * A value flowing from one node into a port of another. Everything derived from it (local
 * derivative, contribution to a gradient) belongs to the port, so that {@code x * x} has two.
 *
 * @param from id of the node whose value flows
 * @param to id of the node that receives it
 * @param port name of the receiving port
 */
public record Wire(String from, String to, String port) {}
