/**
 * A run in words and TeX: what a node computes with its numbers plugged in, its local derivatives,
 * and the chain rule line by line. The mathematics comes from the ops' own formulas. Imports {@code
 * autodiff}, {@code plan}, {@code graph}, {@code op} and {@code tensor}.
 */
@NullMarked
package org.chainrule.engine.explain;

import org.jspecify.annotations.NullMarked;
