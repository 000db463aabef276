package dev.signalbox.cli;

import dev.signalbox.cli.options.HomeDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a hub's data lie when nobody says: {@code $XDG_DATA_HOME/signalbox}. */
final class DataDirectories {
  private DataDirectories() {}

  /** Throws {@link IllegalArgumentException} for a path without a name: that is the current one. */
  static Path or(@Nullable Path given) {
    if (given != null && given.toString().isBlank()) {
      throw new IllegalArgumentException(
          "Expected --data-dir or SIGNALBOX_DATA_DIR as a directory, but got an empty text");
    }
    return given == null ? standard() : given;
  }

  private static Path standard() {
    String xdg = System.getenv("XDG_DATA_HOME");
    Path base =
        xdg == null || xdg.isBlank() ? HomeDirectory.get().resolve(".local/share") : Path.of(xdg);
    return base.resolve("signalbox");
  }
}
