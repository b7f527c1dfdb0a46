/**
 * The graph in other people's formats: PyTorch, JAX, Keras, ONNX, LaTeX, pictures, weights and the
 * reference pages, and back from ONNX and weights. How an op is written stands in the op itself.
 * Imports every room but lessons.
 */
@NullMarked
package org.chainrule.engine.export;

import org.jspecify.annotations.NullMarked;
