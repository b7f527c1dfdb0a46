/** Graphs shared by the engine's tests. */
package org.chainrule.engine;
