package dev.signalbox.agents.settings;

import java.io.Serial;

/** A file that cannot be changed as wanted, with what was expected of it; it is as it was. */
public final class SettingsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
