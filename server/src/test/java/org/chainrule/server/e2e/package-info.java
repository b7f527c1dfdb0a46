/**
 * Journeys of a person through the page: the real server on a free port, a real Chromium, a real
 * mouse.
 */
package org.chainrule.server.e2e;
