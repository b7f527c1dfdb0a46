/**
 * Training: optimizers and THE list of them, and the trainer that feeds a device step by step.
 * Imports {@code device}, {@code data} and below.
 */
@NullMarked
package org.chainrule.engine.train;

import org.jspecify.annotations.NullMarked;
