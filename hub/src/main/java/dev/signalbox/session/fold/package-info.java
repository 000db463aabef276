/**
 * The pure fold from events to the state of a session: no clock, no I/O, no randomness. In comes
 * what is known of a session and its next event, out comes what is known then.
 *
 * <p>Start with {@link dev.signalbox.session.fold.SessionFold}, whose switch names the rule for
 * each type of event; {@link dev.signalbox.session.fold.SessionState} is what the rules work on.
 * Storing it is the business of {@link dev.signalbox.session.SessionProjection}.
 */
@NullMarked
package dev.signalbox.session.fold;

import org.jspecify.annotations.NullMarked;
