package dev.signalbox.agents.claudecode.connect;

import dev.signalbox.agents.script.HookScript;
import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Plans what connects Claude Code with a hub at one place, and what undoes it. */
public final class ClaudeConnection {
  private final Place place;

  public ClaudeConnection(Place place) {
    this.place = place;
  }

  /** The hub that hooks at this place report to; empty when there are none of ours. */
  public Optional<String> hub() {
    return explain(
        () -> text(place.settings()).flatMap(HookSettings::command).flatMap(HookCommand::hub));
  }

  /** Whether the settings there switch all hooks off. */
  public boolean areHooksOff() {
    return explain(() -> text(place.settings()).filter(HookSettings::areHooksOff).isPresent());
  }

  /** What has to change so that the hooks report to this hub; nothing when they do. */
  public Plan connect(URI hub) {
    String command = new HookCommand(place.command(), hub).line();
    Optional<String> settings = text(place.settings());
    return explain(() -> {
      boolean isFirst = settings.flatMap(HookSettings::command).isEmpty();
      return Plan.of(
          place.settings(),
          FileChange.to(isFirst ? settings : text(place.backup()), place.backup(), Kind.BACKUP),
          FileChange.to(Optional.of(HookScript.text()), place.script(), Kind.SCRIPT),
          FileChange.to(
              Optional.of(HookSettings.connect(settings.orElse(""), command)),
              place.settings(),
              Kind.SETTINGS));
    });
  }

  /**
   * What takes the hooks out: the settings of before, to the byte, when nothing else has changed
   * since; else the settings of now without the hooks.
   */
  public Plan disconnect() {
    Optional<String> settings = text(place.settings());
    Optional<String> command = explain(() -> settings.flatMap(HookSettings::command));
    if (command.isEmpty()) {
      return Plan.of(place.settings());
    }
    Optional<String> backup = text(place.backup());
    boolean isUntouched =
        backup.flatMap(before -> connected(before, command.get())).equals(settings);
    return Plan.of(
        place.settings(),
        FileChange.to(
            isUntouched ? backup : without(settings.get(), backup),
            place.settings(),
            Kind.SETTINGS),
        FileChange.to(
            text(place.script()).filter(script -> !HookScript.isOurs(script)),
            place.script(),
            Kind.SCRIPT),
        FileChange.to(isUntouched ? Optional.empty() : backup, place.backup(), Kind.BACKUP));
  }

  /** What connecting made of the settings of before; empty when they are not from before. */
  private static Optional<String> connected(String before, String command) {
    try {
      return HookSettings.command(before).isPresent()
          ? Optional.empty()
          : Optional.of(HookSettings.connect(before, command));
    } catch (SettingsException e) {
      return Optional.empty();
    }
  }

  /** Without anything in them, and no settings before, the file itself was ours. */
  private static Optional<String> without(String settings, Optional<String> backup) {
    String rest = HookSettings.disconnect(settings);
    boolean isOurs = backup.isEmpty() && JsonText.parse(rest).root().members().isEmpty();
    return isOurs ? Optional.empty() : Optional.of(rest);
  }

  private static Optional<String> text(Path path) {
    return FileChange.text(path);
  }

  /** Says which file it is that is not as expected. */
  private <T> T explain(Supplier<T> work) {
    try {
      return work.get();
    } catch (SettingsException e) {
      throw new SettingsException(
          e.getMessage() + ". Nothing was changed in " + place.settings(), e);
    }
  }
}
