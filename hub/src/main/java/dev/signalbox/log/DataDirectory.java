package dev.signalbox.log;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything a hub keeps: {@code signalbox.db} and its lock. Only its
 * owner may enter it (mode 0700), and one process at a time uses it.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "signalbox.lock";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the directory when it is missing and locks it.
   *
   * @throws InUseException when another process has it
   * @throws UnsuitableException when it cannot be created or written, or others may enter it
   */
  public static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      restrict(path);
      return new DataDirectory(path, lock(path));
    } catch (IOException e) {
      throw new UnsuitableException(path, reason(e), e);
    }
  }

  public Path database() {
    return database(path);
  }

  /** Where the database of a directory is, whether or not there is one. */
  public static Path database(Path directory) {
    return directory.resolve("signalbox.db");
  }

  /** Where an operator puts other prices of models than those that come with the hub. */
  public Path prices() {
    return path.resolve("prices.json");
  }

  private static FileChannel lock(Path path) throws IOException {
    var channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another hub in this process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new InUseException(path);
  }

  /**
   * Takes others' permissions away from what is the hub's own; {@code --data-dir /tmp} must not
   * close everybody's directory.
   */
  private static void restrict(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")
        || Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
      return;
    }
    if (!Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
      throw new UnsuitableException(
          path,
          "it holds other files, and others may enter it. Expected a new or an empty directory, or"
              + " one with mode 0700",
          null);
    }
    Files.setPosixFilePermissions(path, OWNER_ONLY);
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private static String reason(IOException fault) {
    return switch (fault) {
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
      case NoSuchFileException nowhere -> nowhere.getFile() + " cannot be created";
      default -> String.valueOf(fault.getMessage());
    };
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not release " + path, e);
    }
  }

  /** The directory cannot be used at all. */
  public static final class UnsuitableException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    UnsuitableException(Path path, String reason, @Nullable IOException cause) {
      super("Cannot use the data directory " + path + ": " + reason, cause);
    }
  }

  /** Another hub, or a rebuild, uses the directory. */
  public static final class InUseException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    InUseException(Path path) {
      super("The data directory " + path + " is in use by another Signalbox process");
    }
  }
}
