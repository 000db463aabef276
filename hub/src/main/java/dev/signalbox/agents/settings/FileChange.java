package dev.signalbox.agents.settings;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is and as it shall be.
 *
 * @param before its text; null when there is none
 * @param after its text; null when it shall go
 */
public record FileChange(Path path, Kind kind, @Nullable String before, @Nullable String after) {

  /** What the file is for. */
  public enum Kind {
    /** Belongs to another program. */
    SETTINGS,
    /** The same, of a program whose settings are in another file: a few lines in it are ours. */
    LINES,
    /** Run by another program. */
    SCRIPT,
    /** Loaded by another program. */
    PLUGIN,
    /** For its owner's eyes only, and never shown. */
    SECRET,
    /** The settings from before, beside them, and as hidden from others as they are. */
    BACKUP
  }

  /** The file as it is now, with another text; empty for none. */
  public static FileChange to(Optional<String> after, Path path, Kind kind) {
    return new FileChange(path, kind, text(path).orElse(null), after.orElse(null));
  }

  /** The text of a file; empty when there is none. */
  public static Optional<String> text(Path path) {
    return new TextFile(path).read();
  }

  boolean isNone() {
    return Objects.equals(before, after);
  }

  /** The change as a unified diff; a file that is not there is {@code /dev/null}. */
  public String diff(String name) {
    return UnifiedDiff.of(
        before == null ? "/dev/null" : name,
        after == null ? "/dev/null" : name,
        Objects.requireNonNullElse(before, ""),
        Objects.requireNonNullElse(after, ""));
  }

  /** Makes the change, unless the file is no longer as it was when the change was planned. */
  void apply(Path settings) {
    var file = new TextFile(path);
    if (!file.read().equals(Optional.ofNullable(before))) {
      throw new SettingsException(path + " has changed in the meantime; run this again");
    }
    if (after == null) {
      file.delete();
      if (kind == Kind.SCRIPT || kind == Kind.PLUGIN) {
        file.deleteFolderIfEmpty();
      }
      return;
    }
    switch (kind) {
      case SETTINGS, LINES, PLUGIN -> file.write(after);
      case SCRIPT -> {
        file.write(after);
        file.makeExecutable();
      }
      case SECRET -> file.writePrivately(after);
      case BACKUP -> file.writeLike(settings, after);
    }
  }
}
