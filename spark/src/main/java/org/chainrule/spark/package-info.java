/**
 * One graph trained over many machines, and sweeps, on Apache Spark. Knows the engine; nothing
 * knows this room.
 */
@NullMarked
package org.chainrule.spark;

import org.jspecify.annotations.NullMarked;
