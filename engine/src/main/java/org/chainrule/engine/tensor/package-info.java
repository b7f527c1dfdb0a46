/**
 * Numbers in float64: shapes, tensors, broadcasting, the elementary functions and the random
 * generator that give the same bits on every platform. Imports no other room.
 */
@NullMarked
package org.chainrule.engine.tensor;

import org.jspecify.annotations.NullMarked;
