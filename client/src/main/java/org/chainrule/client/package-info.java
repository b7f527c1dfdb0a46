/**
 * The browser's face of the engine: classes exported to JavaScript, and nothing else. Text that
 * crosses is JSON; numbers cross as typed arrays. Arguments are checked here, since the compiled
 * engine does not check them again.
 */
@NullMarked
package org.chainrule.client;

import org.jspecify.annotations.NullMarked;
