package dev.signalbox.cli.session;

import java.io.Serial;

/** What was typed names no session, or several. */
public final class NoSuchSessionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NoSuchSessionException(String message) {
    super(message);
  }
}
