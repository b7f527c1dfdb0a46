/** The server's work beside its peers, on the same data in the same run. No part of the product. */
@NullMarked
package org.chainrule.bench;

import org.jspecify.annotations.NullMarked;
