package org.chainrule.engine.graph;

/** Where a node sits on the canvas, in canvas units; layout, never meaning. */
public record Position(double x, double y) {}
