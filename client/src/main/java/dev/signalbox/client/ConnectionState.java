package dev.signalbox.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /**
   * The end.
   *
   * @param reason why the hub does not want the connection; absent when its owner closed it
   */
  record Closed(@Nullable String reason) implements ConnectionState {}
}
