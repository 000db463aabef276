package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** A message on the live connection that is not of the protocol: it was no hub that sent it. */
final class MalformedMessageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(Exception cause) {
    super("Expected a message of the hub, but got something else: " + reason(cause), cause);
  }

  /** Without the piece of the message that Jackson would quote. */
  private static String reason(Exception cause) {
    return cause instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : String.valueOf(cause.getMessage());
  }
}
