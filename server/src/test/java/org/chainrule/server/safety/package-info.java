/**
 * What a stranger may try, one test each: the answer is the requirement. The real server on a free
 * port, spoken to by bytes where a client would refuse to send them.
 */
package org.chainrule.server.safety;
