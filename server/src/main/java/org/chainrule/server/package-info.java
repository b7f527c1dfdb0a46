/**
 * The command line, its settings, and the wiring of the server's rooms: {@code api} speaks HTTP,
 * {@code store} keeps, {@code training} trains. Nothing else may know all three.
 */
@NullMarked
package org.chainrule.server;

import org.jspecify.annotations.NullMarked;
