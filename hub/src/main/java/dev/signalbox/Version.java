package dev.signalbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build, e.g. {@code 0.1.0}; Maven writes it into {@code version.txt}. */
public final class Version {
  private Version() {}

  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream("/version.txt")) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks version.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read version.txt", e);
    }
  }
}
