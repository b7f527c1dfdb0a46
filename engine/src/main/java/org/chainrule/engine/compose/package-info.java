/**
 * Composites: layers and blocks that stand for a subgraph, THE list of them, and the lens that
 * shows a layer at another grain. Imports {@code plan} and below; the text form expands them.
 */
@NullMarked
package org.chainrule.engine.compose;

import org.jspecify.annotations.NullMarked;
