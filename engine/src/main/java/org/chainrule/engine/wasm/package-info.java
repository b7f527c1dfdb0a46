/**
 * A compiler from a training program to WebAssembly: every pass over the arena as machine loops
 * over vectors of four floats. Writes bytes and runs nothing; the browser's face of the engine
 * does. Imports {@code device} and below.
 */
@NullMarked
package org.chainrule.engine.wasm;

import org.jspecify.annotations.NullMarked;
