/**
 * Java servers that the hub is compared with: each takes JSON by POST and sends it to every
 * WebSocket client, in the plain way of its library. Each says on its output where it is ready.
 */
@NullMarked
package dev.signalbox.bench.peer;

import org.jspecify.annotations.NullMarked;
