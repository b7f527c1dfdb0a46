/**
 * What an operation is: its description, shape rule, forward rule, vector-Jacobian product and
 * kernel. The operations themselves live in {@code library}. Imports {@code tensor} and {@code
 * json} only.
 */
@NullMarked
package org.chainrule.engine.op;

import org.jspecify.annotations.NullMarked;
