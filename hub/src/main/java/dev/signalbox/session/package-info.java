/**
 * State of sessions: what the log says about each, stored in the same transaction as the events
 * that changed it, and the questions that can be asked of it.
 *
 * <p>Events come in through {@link dev.signalbox.session.SessionProjection}, which folds them
 * ({@link dev.signalbox.session.fold.SessionFold}) and writes the rows that changed; {@link
 * dev.signalbox.session.SessionQueries} reads rows; {@link dev.signalbox.session.Rebuild} makes
 * them anew from the log. Start with the projection.
 */
@NullMarked
package dev.signalbox.session;

import org.jspecify.annotations.NullMarked;
