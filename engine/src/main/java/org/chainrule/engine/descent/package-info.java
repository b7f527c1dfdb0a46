/**
 * Gradient descent to look at: the loss of a small graph as a function of its parameters, in
 * float64, with every step of a descent, the curve along one parameter and the map over two.
 * Imports {@code autodiff}, {@code train} and below.
 */
@NullMarked
package org.chainrule.engine.descent;

import org.jspecify.annotations.NullMarked;
