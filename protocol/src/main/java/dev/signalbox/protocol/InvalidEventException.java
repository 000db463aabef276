package dev.signalbox.protocol;

import java.io.Serial;

/** An event, or another document from outside, that breaks the protocol. Always the sender's. */
public final class InvalidEventException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String path;
  private final String code;

  /**
   * @param path the field at fault, e.g. {@code events[3].stepNumber}; empty for the whole
   * @param code stable, e.g. {@code required}, {@code invalid}, {@code too-large}
   * @param message what was expected and what came
   */
  public InvalidEventException(String path, String code, String message) {
    super(message);
    this.path = path;
    this.code = code;
  }

  public String path() {
    return path;
  }

  public String code() {
    return code;
  }
}
