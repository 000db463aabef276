/**
 * Puts the hub together. {@link dev.signalbox.Hub} is the composition root: read it to see how an
 * event goes from a request to every client.
 */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
