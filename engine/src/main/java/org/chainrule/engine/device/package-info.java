/**
 * The training executor: a plan lifted to the batch and flattened to a program of a few kinds of
 * instruction over one arena of float32, which a device runs without allocating. Imports {@code
 * plan} and below.
 *
 * <p>Every value that depends on data has one copy for each example of the batch, outermost and out
 * of sight; every other value has one.
 */
@NullMarked
package org.chainrule.engine.device;

import org.jspecify.annotations.NullMarked;
