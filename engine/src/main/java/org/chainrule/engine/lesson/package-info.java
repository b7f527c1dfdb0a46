/**
 * Graphs that the product brings along, and THE list of them. Imports every other room of the
 * engine.
 */
@NullMarked
package org.chainrule.engine.lesson;

import org.jspecify.annotations.NullMarked;
