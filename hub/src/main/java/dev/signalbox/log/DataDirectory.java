package dev.signalbox.log;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything a hub keeps: {@code signalbox.db} and its lock. Only its
 * owner may enter it (mode 0700), and one process at a time uses it.
 */
public final class DataDirectory implements AutoCloseable {
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
   * @throws UncheckedIOException when it cannot be created or written
   */
  public static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      restrict(path);
      var channel =
          FileChannel.open(
              path.resolve("signalbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new InUseException(path);
      }
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the data directory " + path, e);
    }
  }

  public Path database() {
    return path.resolve("signalbox.db");
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void restrict(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not release " + path, e);
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
