/**
 * The training lab: a run that can be looked into, scrubbed and forked. It computes everything that
 * the page draws of a run. Imports {@code train}, {@code data}, {@code device} and below.
 */
@NullMarked
package org.chainrule.engine.lab;

import org.jspecify.annotations.NullMarked;
