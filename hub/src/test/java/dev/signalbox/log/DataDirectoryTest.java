package dev.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir private Path folder;

  @Test
  void createsADirectoryThatOnlyItsOwnerMayEnter() throws IOException {
    Path path = folder.resolve("a/b/signalbox");
    try (var directory = DataDirectory.open(path)) {
      assertThat(directory.database()).isEqualTo(path.resolve("signalbox.db"));
      assertThat(mode(path)).isEqualTo("rwx------");
    }
  }

  @Test
  void restrictsADirectoryThatIsEmpty_orItsOwn() throws IOException {
    Path path = Files.createDirectory(folder.resolve("data"));
    allow(path, "rwxr-xr-x");
    DataDirectory.open(path).close();
    assertThat(mode(path)).isEqualTo("rwx------");
    allow(path, "rwxrwxrwx");
    DataDirectory.open(path).close();
    assertThat(mode(path)).isEqualTo("rwx------");
  }

  @Test
  void open_aDirectoryOfOthers_isRefused_andStaysAsItIs() throws IOException {
    Path path = Files.createDirectory(folder.resolve("shared"));
    allow(path, "rwxrwxrwx");
    Files.writeString(path.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> DataDirectory.open(path))
        .isInstanceOf(DataDirectory.UnsuitableException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("it holds other files, and others may enter it. Expected a new or");
    assertThat(mode(path)).isEqualTo("rwxrwxrwx");
    assertThat(path).isDirectoryContaining(file -> file.endsWith("mine.txt"));
  }

  @Test
  void open_aPrivateDirectoryWithOtherFiles_isFine() throws IOException {
    Path path = Files.createDirectory(folder.resolve("private"));
    allow(path, "rwx------");
    Files.writeString(path.resolve("mine.txt"), "mine");
    DataDirectory.open(path).close();
  }

  @Test
  void open_twice_isRefused_untilTheFirstIsClosed() {
    Path path = folder.resolve("data");
    try (var first = DataDirectory.open(path)) {
      assertThat(first.database().getParent()).isEqualTo(path);
      assertThatThrownBy(() -> DataDirectory.open(path))
          .isInstanceOf(DataDirectory.InUseException.class)
          .hasMessage("The data directory " + path + " is in use by another Signalbox process");
    }
    DataDirectory.open(path).close();
  }

  @Test
  void open_aFile_saysThatItIsOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(DataDirectory.UnsuitableException.class)
        .hasMessage("Cannot use the data directory " + file + ": " + file + " is not a directory");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(DataDirectory.UnsuitableException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void open_whereNobodyMayWrite_saysSo() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    allow(closed, "r-x------");
    assumeFalse(Files.isWritable(closed), "This user may write everywhere");
    Path path = closed.resolve("data");
    assertThatThrownBy(() -> DataDirectory.open(path))
        .isInstanceOf(DataDirectory.UnsuitableException.class)
        .hasMessage("Cannot use the data directory " + path + ": permission denied for " + path);
  }

  private static void allow(Path path, String mode) throws IOException {
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    assumeTrue(isPosix, "This file system has no modes");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    assumeTrue(isPosix, "This file system has no modes");
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
