/**
 * Whole servers in processes of their own, killed, paused and stopped: what they have promised must
 * still be true.
 */
package org.chainrule.server.durable;
