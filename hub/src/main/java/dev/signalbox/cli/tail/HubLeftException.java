package dev.signalbox.cli.tail;

import java.io.Serial;

/** The hub does not want the connection any more; the message says why. */
final class HubLeftException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  HubLeftException(String message) {
    super(message);
  }
}
