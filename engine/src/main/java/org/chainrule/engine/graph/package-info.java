/**
 * The document: nodes, wires, groups, definitions and settings, and its versioned JSON. Nothing
 * here knows what an operation does; an unknown op id is a problem to show, not a crash. Imports no
 * other room.
 */
@NullMarked
package org.chainrule.engine.graph;

import org.jspecify.annotations.NullMarked;
