package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.AddedLines;
import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.JsonText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Telemetry that is set by lines at the end of files beside the settings with the hooks. */
record TelemetryLines(List<File> files) implements TelemetrySettings {
  private static final String HUB = "%s";

  /**
   * What one file gets.
   *
   * @param text lines, with {@code %s} for the hub's address
   * @param others what means telemetry, whoever wrote it
   */
  record File(String name, String text, Pattern others) {
    private AddedLines lines() {
      return AddedLines.like(text, HUB, Pattern.compile("[^\\s\"]+"));
    }

    private String text(URI hub) {
      return text.replace(HUB, hub.toString());
    }

    private Optional<String> in(Path folder) {
      return FileChange.text(folder.resolve(name));
    }

    private boolean isOurs(Path folder) {
      return in(folder).filter(lines()::areIn).isPresent();
    }

    private boolean hasOthers(Path folder) {
      return in(folder).flatMap(lines()::outOf).filter(it -> others.matcher(it).find()).isPresent();
    }

    private FileChange change(Path folder, Optional<String> content) {
      return FileChange.to(content, folder.resolve(name), Kind.LINES);
    }
  }

  TelemetryLines {
    files = List.copyOf(files);
  }

  @Override
  public boolean isHarmless() {
    return true;
  }

  @Override
  public boolean areOurs(JsonText settings, Path folder) {
    return files.stream().anyMatch(it -> it.isOurs(folder));
  }

  @Override
  public boolean areOthers(JsonText settings, Path folder) {
    return files.stream().anyMatch(it -> it.hasOthers(folder));
  }

  @Override
  public String byHand(URI hub) {
    return files.stream()
        .map(it -> "  in " + it.name() + ":\n" + it.text(hub).indent(4).stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public List<FileChange> into(Path folder, URI hub) {
    return files.stream()
        .map(it -> it.change(folder, Optional.of(it.lines().into(it.in(folder), it.text(hub)))))
        .toList();
  }

  @Override
  public List<FileChange> outOf(Path folder) {
    return files.stream()
        .map(it -> it.change(folder, it.in(folder).flatMap(it.lines()::outOf)))
        .toList();
  }
}
