package dev.signalbox.agents.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A text file in UTF-8 that is replaced as a whole: a reader sees the old text or the new one,
 * never a half. A symbolic link stays one, and its target keeps its permissions.
 */
final class TextFile {
  /** Settings are a few kilobytes; what is this large is something else. */
  static final int BYTES_MAX = 4 * 1024 * 1024;

  private static final int LINKS_MAX = 40;
  private static final Set<PosixFilePermission> WRITABLE =
      EnumSet.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private final Path path;

  TextFile(Path path) {
    this.path = path;
  }

  /** The text; empty when there is no file. */
  Optional<String> read() {
    try {
      if (Files.isDirectory(path) || Files.size(path) > BYTES_MAX) {
        throw new SettingsException(
            "Expected %s as a file of at most %d bytes".formatted(path, BYTES_MAX));
      }
      byte[] bytes = Files.readAllBytes(path);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw new SettingsException("Expected " + path + " in UTF-8", e);
    } catch (IOException e) {
      throw new SettingsException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Replaces the file, or makes it with the permissions that new files have here. */
  void write(String text) {
    writeLike(path, text);
  }

  /** The same with the permissions of another file: a copy must not show what that one hides. */
  void writeLike(Path model, String text) {
    try {
      Path target = target();
      Files.createDirectories(target.toAbsolutePath().getParent());
      requireWritable(target);
      replace(target, text, model);
    } catch (IOException e) {
      throw new SettingsException("Cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /** So that nobody but its owner can read it, whoever could before. */
  void writePrivately(String text) {
    try {
      Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
      if (Files.notExists(folder)) {
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
      }
      Files.deleteIfExists(path);
      Files.createFile(path);
      restrict(path, "rw-------");
      write(path, text);
    } catch (IOException e) {
      throw new SettingsException("Cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /** A link stays, and leads nowhere again. */
  void delete() {
    try {
      Files.deleteIfExists(target());
    } catch (IOException e) {
      throw new SettingsException("Cannot delete " + path + ": " + e.getMessage(), e);
    }
  }

  /** Does nothing when it is a link: that is somebody else's. */
  void deleteFolderIfEmpty() {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isSymbolicLink(folder)) {
      return;
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Others have files there too.
    } catch (IOException e) {
      throw new SettingsException("Cannot delete the folder of " + path, e);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (isPosix(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  void makeExecutable() {
    try {
      if (isPosix(path)) {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        permissions.addAll(PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(path, permissions);
      }
    } catch (IOException e) {
      throw new SettingsException("Cannot make " + path + " executable: " + e.getMessage(), e);
    }
  }

  private static void replace(Path target, String text, Path model) throws IOException {
    Path temporary =
        target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
    try {
      create(temporary, model);
      write(temporary, text);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** An empty file, which nobody can open who could not open the model. */
  private static void create(Path file, Path model) throws IOException {
    if (!Files.exists(model) || !isPosix(model)) {
      Files.createFile(file);
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(model);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions));
    // The umask may have taken some away.
    Files.setPosixFilePermissions(file, permissions);
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Where links lead, also to a file that is not there yet. */
  private Path target() throws IOException {
    Path target = path;
    for (int i = 0; Files.isSymbolicLink(target); i++) {
      if (i == LINKS_MAX) {
        throw new SettingsException(path + " is a link that leads in a circle");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** Replacing a file needs no right to write it: whoever took that right away meant it. */
  private void requireWritable(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    boolean isReadOnly =
        isPosix(target)
            && Files.getPosixFilePermissions(target).stream().noneMatch(WRITABLE::contains);
    if (isReadOnly || !Files.isWritable(target)) {
      throw new SettingsException(
          path + " is read-only. Make it writable, or change it where it is made, and run again");
    }
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
