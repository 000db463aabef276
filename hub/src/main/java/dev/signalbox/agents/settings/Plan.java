package dev.signalbox.agents.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes to files, in the order in which they are made, so that whoever reads the settings between
 * two of them finds a whole.
 *
 * @param settings the file that it is about
 */
public record Plan(Path settings, List<FileChange> changes) {
  public Plan {
    changes = List.copyOf(changes);
  }

  /** Without changes that change nothing. */
  public static Plan of(Path settings, FileChange... changes) {
    return of(settings, Stream.of(changes));
  }

  private static Plan of(Path settings, Stream<FileChange> changes) {
    return new Plan(settings, changes.filter(it -> !it.isNone()).toList());
  }

  /** With more changes, made after those that it has. */
  public Plan then(List<FileChange> more) {
    return of(settings, Stream.concat(changes.stream(), more.stream()));
  }

  /** With one more change, made before the others. */
  public Plan after(FileChange first) {
    return first.isNone()
        ? this
        : new Plan(settings, Stream.concat(Stream.of(first), changes.stream()).toList());
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  public boolean changes(FileChange.Kind kind) {
    return changes.stream().anyMatch(it -> it.kind() == kind);
  }

  public boolean removes(FileChange.Kind kind) {
    return changes.stream().anyMatch(it -> it.kind() == kind && it.after() == null);
  }

  private static boolean removesScript(FileChange change) {
    return change.kind() == FileChange.Kind.SCRIPT && change.after() == null;
  }

  /** The script is in a folder of its own within that of the agent. */
  private static void deleteFolderAbove(FileChange script) {
    new TextFile(script.path().resolveSibling("")).deleteFolderIfEmpty();
  }

  /** Makes the changes. A folder in which only we had something goes with the last of it. */
  public void apply() {
    changes.forEach(change -> change.apply(settings));
    if (removes(FileChange.Kind.SETTINGS)) {
      new TextFile(settings).deleteFolderIfEmpty();
    }
    changes.stream().filter(Plan::removesScript).forEach(Plan::deleteFolderAbove);
  }
}
