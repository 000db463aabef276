package dev.signalbox.client;

import java.time.Duration;

/** How a subscription's connection stands. */
public sealed interface ConnectionState {

  /** A connection is being made. */
  record Connecting() implements ConnectionState {}

  /** Connected; what happened meanwhile is coming. */
  record CatchingUp() implements ConnectionState {}

  /** Connected; what comes happens now. */
  record Live() implements ConnectionState {}

  /** Lost, and tried again after the delay. */
  record Reconnecting(String reason, Duration delay) implements ConnectionState {}

  /** The end: closed by its owner, or the hub does not want this connection. */
  record Closed(String reason) implements ConnectionState {}
}
