/**
 * The Java client of a hub: publishes events and follows what happens. Events go out through {@link
 * dev.signalbox.client.HubClient}, which also reads sessions; a {@link
 * dev.signalbox.client.Subscription} brings everything after a position to a {@link
 * dev.signalbox.client.SubscriptionListener}, in order and once, across reconnects.
 *
 * <p>It needs nothing but the JDK and {@code protocol}, and logs nothing: faults are exceptions,
 * and the state of a connection is told. Start with {@link dev.signalbox.client.HubClient}.
 */
@NullMarked
package dev.signalbox.client;

import org.jspecify.annotations.NullMarked;
