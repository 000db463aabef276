/**
 * HTTP, WebSocket and SSE: decodes what comes in, calls the packages that know what to do, and
 * encodes what they answer. Every route is one {@link dev.signalbox.web.Route}, from which both the
 * router and {@code /openapi.json} are made.
 *
 * <p>Everything runs on the connection's event loop and never blocks it. Start with {@link
 * dev.signalbox.web.WebServer}.
 */
@NullMarked
package dev.signalbox.web;

import org.jspecify.annotations.NullMarked;
