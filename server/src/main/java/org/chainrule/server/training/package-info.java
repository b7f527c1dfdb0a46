/**
 * Training on the server: the queue, the workers, MNIST, and matrix products by OpenBLAS. Knows the
 * engine and the store; nothing of HTTP.
 */
@NullMarked
package org.chainrule.server.training;

import org.jspecify.annotations.NullMarked;
