/**
 * Questions about a run, and the one place where an answer is judged. A wrong answer is held
 * against known slips, each of them computed on the same graph by a pass in which one rule is bent.
 * Imports {@code explain}, {@code autodiff}, {@code plan}, {@code op} and {@code tensor}.
 */
@NullMarked
package org.chainrule.engine.quiz;

import org.jspecify.annotations.NullMarked;
