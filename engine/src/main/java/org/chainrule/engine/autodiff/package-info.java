/**
 * The reference executor: one example in float64, every value, gradient and local derivative kept,
 * clear before fast. It is what people see and what the other executor is held to. Beside reverse
 * mode stand forward mode, Jacobians, Hessians, the paths of the chain rule, and the check of one
 * derivative three ways. Imports {@code plan} and below.
 */
@NullMarked
package org.chainrule.engine.autodiff;

import org.jspecify.annotations.NullMarked;
