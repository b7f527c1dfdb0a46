/**
 * Parity with PyTorch: every op, and whole networks in training, against libtorch itself. Compiled
 * and run by the profile {@code parity} alone, since libtorch is large; see docs/parity.md.
 */
package org.chainrule.engine.parity;
