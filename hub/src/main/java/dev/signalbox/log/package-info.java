/**
 * The durable, ordered log: the one thing everything else reads. Events come in through the {@link
 * dev.signalbox.log.Sequencer}, which numbers them, folds them and commits them in one transaction;
 * they go out through {@link dev.signalbox.log.EventLog#read}.
 *
 * <p>The log knows nothing of sessions: whoever folds events into state does so as a {@link
 * dev.signalbox.log.Projection}, in the same transaction. Start with {@link
 * dev.signalbox.log.EventLog}.
 */
@NullMarked
package dev.signalbox.log;

import org.jspecify.annotations.NullMarked;
