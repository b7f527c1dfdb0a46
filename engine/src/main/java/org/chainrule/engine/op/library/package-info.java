/**
 * The operations, one file each, and THE list that names them. To add one, write its file and add
 * its line to {@link org.chainrule.engine.op.library.Library}; palette, forms, reference, contract
 * tests and both executors follow.
 */
@NullMarked
package org.chainrule.engine.op.library;

import org.jspecify.annotations.NullMarked;
