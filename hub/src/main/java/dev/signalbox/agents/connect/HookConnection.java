package dev.signalbox.agents.connect;

import dev.signalbox.agents.script.HookScript;
import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Connects an agent by hooks in a JSON file. */
final class HookConnection implements AgentConnection {
  private final String agent;
  private final HookFormat format;
  private final HookSettings hooks;
  private final Place place;

  HookConnection(String agent, HookFormat format, Place place) {
    this.agent = agent;
    this.format = format;
    this.hooks = new HookSettings(format);
    this.place = place;
  }

  @Override
  public Path settings() {
    return place.settings();
  }

  @Override
  public Optional<String> hub() {
    return explain(() -> text(place.settings()).flatMap(hooks::command).flatMap(HookCommand::hub));
  }

  @Override
  public List<String> obstacles() {
    boolean areOff = explain(() -> text(place.settings()).filter(hooks::areHooksOff).isPresent());
    return areOff
        ? List.of(
            "%s is %s in %s: no hook runs while it is"
                .formatted(
                    String.join(".", format.offSwitch().path()),
                    format.offSwitch().off(),
                    place.settings().getFileName()))
        : List.of();
  }

  @Override
  public Plan connect(URI hub) {
    String command = new HookCommand(place.command(), agent, hub).line();
    Optional<String> settings = text(place.settings());
    return explain(() -> {
      boolean isFirst = settings.flatMap(hooks::command).isEmpty();
      return Plan.of(
          place.settings(),
          FileChange.to(isFirst ? settings : text(place.backup()), place.backup(), Kind.BACKUP),
          FileChange.to(Optional.of(HookScript.text()), place.script(), Kind.SCRIPT),
          FileChange.to(
              Optional.of(hooks.connect(settings.orElse(""), command)),
              place.settings(),
              Kind.SETTINGS));
    });
  }

  @Override
  public Plan disconnect() {
    Optional<String> settings = text(place.settings());
    Optional<String> command = explain(() -> settings.flatMap(hooks::command));
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
  private Optional<String> connected(String before, String command) {
    try {
      return hooks.command(before).isPresent()
          ? Optional.empty()
          : Optional.of(hooks.connect(before, command));
    } catch (SettingsException e) {
      return Optional.empty();
    }
  }

  /** Without anything in them, and no settings before, the file itself was ours. */
  private Optional<String> without(String settings, Optional<String> backup) {
    String rest = hooks.disconnect(settings);
    return backup.isEmpty() && hooks.isBare(rest) ? Optional.empty() : Optional.of(rest);
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
