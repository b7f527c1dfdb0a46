/**
 * What is kept: graphs with their immutable revisions, and training runs, in SQL. Knows JDBC and
 * nothing of HTTP; documents are JSON text that someone else has checked.
 */
@NullMarked
package org.chainrule.server.store;

import org.jspecify.annotations.NullMarked;
