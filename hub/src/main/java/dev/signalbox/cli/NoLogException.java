package dev.signalbox.cli;

import java.io.Serial;
import java.nio.file.Path;

/** The directory holds no log. */
final class NoLogException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NoLogException(Path path) {
    super("There is no log in " + path + ". Name another directory with --data-dir");
  }
}
