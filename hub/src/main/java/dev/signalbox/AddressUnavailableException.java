package dev.signalbox;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The hub cannot listen where it was told to. */
public final class AddressUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private AddressUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static AddressUnavailableException of(Config config, @Nullable Throwable cause) {
    String said = cause == null ? "" : String.valueOf(cause.getMessage());
    String address = config.host() + ":" + config.port();
    // The native transport's exceptions have no class of their own, only the system's words.
    if (said.contains("in use")) {
      return new AddressUnavailableException(
          address + " is in use, perhaps by another hub. Choose another port with --port", cause);
    }
    return new AddressUnavailableException("Cannot listen on " + address + ": " + said, cause);
  }
}
