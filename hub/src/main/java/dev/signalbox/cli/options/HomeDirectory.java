package dev.signalbox.cli.options;

import java.nio.file.Path;

/**
 * The user's own directory: {@code $HOME}, as shells and the agents understand it. Java's own idea
 * of it ignores the variable.
 */
public final class HomeDirectory {
  private HomeDirectory() {}

  public static Path get() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
  }
}
