/**
 * Data sets: examples by number, copied into a batch on demand. Imports {@code tensor} only; files
 * and streams are the caller's.
 */
@NullMarked
package org.chainrule.engine.data;

import org.jspecify.annotations.NullMarked;
