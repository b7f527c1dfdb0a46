/**
 * The HTTP interface: one {@code *Routes} class a resource, every error a problem by RFC 9457.
 * Speaks to the stores and the trainings through their own types; no SQL, no mathematics.
 */
@NullMarked
package org.chainrule.server.api;

import org.jspecify.annotations.NullMarked;
