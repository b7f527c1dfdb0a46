/**
 * The document as a few lines that a person can type, diff and paste, both ways: {@code h =
 * relu(W @ x + b)}, groups, composites and formulas of a person's own. Expressions only; nothing is
 * evaluated. Positions are layout and not part of the text.
 */
@NullMarked
package org.chainrule.engine.text;

import org.jspecify.annotations.NullMarked;
