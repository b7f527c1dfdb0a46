/**
 * Data sets: examples by number, copied into a batch on demand, and THE list of those that can be
 * generated. Imports {@code op} and {@code tensor}; files and streams are the caller's.
 */
@NullMarked
package org.chainrule.engine.data;

import org.jspecify.annotations.NullMarked;
