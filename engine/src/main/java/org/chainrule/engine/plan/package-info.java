/**
 * From a document to something that can run: a plan of steps in topological order, and every
 * problem of the document, each naming its node and port. What has no problem upstream is planned
 * all the same. Imports {@code graph}, {@code op} and {@code tensor}.
 */
@NullMarked
package org.chainrule.engine.plan;

import org.jspecify.annotations.NullMarked;
