package dev.signalbox.agents.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.settings.FileChange.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanTest {
  @TempDir private Path folder;
  private Path settings;

  @BeforeEach
  void name() {
    settings = folder.resolve("settings.json");
  }

  @Test
  void replacesAFile_withItsPermissions_andLeavesNothingElse() throws IOException {
    write("old", "rw-r-----");
    change("new").apply();
    assertThat(settings).hasContent("new");
    assertThat(permissions(settings)).isEqualTo("rw-r-----");
    assertThat(files()).containsExactly("settings.json");
  }

  @Test
  void makesAFile_withItsFolders() {
    settings = folder.resolve("a/b/settings.json");
    change("new").apply();
    assertThat(settings).hasContent("new");
  }

  @Test
  void followsALink_alsoOneThatLeadsNowhereYet() throws IOException {
    Path target = folder.resolve("dotfiles.json");
    Files.createSymbolicLink(settings, Path.of("dotfiles.json"));
    change("first").apply();
    change("second").apply();
    assertThat(settings).isSymbolicLink();
    assertThat(target).isRegularFile().hasContent("second");
  }

  @Test
  void removesTheFileThatALinkLeadsTo_andNotTheLink() throws IOException {
    Path target = Files.writeString(folder.resolve("dotfiles.json"), "ours");
    Files.createSymbolicLink(settings, Path.of("dotfiles.json"));
    Plan.of(settings, FileChange.to(Optional.empty(), settings, Kind.SETTINGS)).apply();
    assertThat(target).doesNotExist();
    assertThat(settings).isSymbolicLink();
  }

  @Test
  void refusesLinksInACircle() throws IOException {
    Files.createSymbolicLink(settings, settings);
    assertThatThrownBy(() -> change("new")).isInstanceOf(SettingsException.class);
  }

  @Test
  void refusesAReadOnlyFile() throws IOException {
    write("old", "r--r--r--");
    assertThatThrownBy(() -> change("new").apply())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("settings.json is read-only");
    assertThat(settings).hasContent("old");
  }

  @Test
  void refusesAFileThatChangedSinceItWasPlanned() throws IOException {
    write("old", "rw-r--r--");
    Plan plan = change("new");
    Files.writeString(settings, "theirs");
    assertThatThrownBy(plan::apply)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("has changed in the meantime");
    assertThat(settings).hasContent("theirs");
  }

  @Test
  void refusesWhatIsNoTextOfThatSize() throws IOException {
    Files.write(settings, new byte[] {(byte) 0xff, 'a'});
    assertThatThrownBy(() -> change("new")).hasMessageContaining("in UTF-8");
    Files.writeString(settings, "x".repeat(TextFile.BYTES_MAX + 1));
    assertThatThrownBy(() -> change("new")).hasMessageContaining("at most 4194304 bytes");
    Files.delete(settings);
    Files.createDirectory(settings);
    assertThatThrownBy(() -> change("new")).hasMessageContaining("as a file");
  }

  @Test
  void aBackupHidesWhatTheSettingsHide_andAScriptCanBeRun() throws IOException {
    write("secret", "rw-------");
    Path backup = folder.resolve("backup");
    Path script = folder.resolve("hooks/run.sh");
    Plan.of(
            settings,
            FileChange.to(Optional.of("secret"), backup, Kind.BACKUP),
            FileChange.to(Optional.of("#!/bin/sh\n"), script, Kind.SCRIPT))
        .apply();
    assertThat(permissions(backup)).isEqualTo("rw-------");
    assertThat(permissions(script)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aBackupIsNeverShown_alsoWhileItIsMade() throws Exception {
    write("secret", "rw-------");
    var isDone = new AtomicBoolean();
    var watching = CompletableFuture.supplyAsync(() -> shown(isDone), Thread::startVirtualThread);
    for (int i = 0; i < 100; i++) {
      Path backup = folder.resolve("backup-" + i);
      FileChange change = FileChange.to(Optional.of("secret"), backup, Kind.BACKUP);
      Plan.of(settings, change).apply();
    }
    isDone.set(true);
    assertThat(watching.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  /** Files that others may read, looked for until it is done. */
  private List<String> shown(AtomicBoolean isDone) {
    var shown = new ArrayList<String>();
    while (!isDone.get()) {
      try (var files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          String permissions = permissions(file);
          if (!permissions.equals("rw-------")) {
            shown.add(file.getFileName() + " " + permissions);
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        // A temporary file went away between the two looks.
      }
    }
    return shown;
  }

  @Test
  void aScriptThatGoesTakesItsFoldersAlong_whenNothingElseIsThere() throws IOException {
    Path script = folder.resolve("agent/hooks/run.sh");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "run");
    Path other = Files.writeString(folder.resolve("agent/hooks/other.sh"), "other");
    Plan.of(settings, FileChange.to(Optional.empty(), script, Kind.SCRIPT)).apply();
    assertThat(other).exists();
    Files.delete(other);
    Files.writeString(script, "run");
    Plan.of(settings, FileChange.to(Optional.empty(), script, Kind.SCRIPT)).apply();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatChangesNothingIsNoPartOfThePlan() throws IOException {
    write("same", "rw-r--r--");
    assertThat(change("same").isEmpty()).isTrue();
    assertThat(change("new").changes(Kind.SETTINGS)).isTrue();
    assertThat(change("new").changes(Kind.SCRIPT)).isFalse();
  }

  private Plan change(String text) {
    return Plan.of(settings, FileChange.to(Optional.of(text), settings, Kind.SETTINGS));
  }

  private void write(String text, String permissions) throws IOException {
    Files.write(settings, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString(permissions));
  }

  private Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
