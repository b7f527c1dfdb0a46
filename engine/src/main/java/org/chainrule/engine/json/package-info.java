/**
 * JSON as data: a bounded reader, a writer, and one way to write a number. Every room may use it;
 * it imports none. It exists because the engine carries no dependency and the libraries that
 * compile for the browser are larger than all of this.
 */
@NullMarked
package org.chainrule.engine.json;

import org.jspecify.annotations.NullMarked;
