/**
 * Sees when an agent's process on this machine is gone. What comes in is which session runs in
 * which process, as its hooks tell; what goes out are the sessions whose process has vanished.
 * Start reading at {@link dev.signalbox.session.process.ProcessWatch}.
 */
@NullMarked
package dev.signalbox.session.process;

import org.jspecify.annotations.NullMarked;
