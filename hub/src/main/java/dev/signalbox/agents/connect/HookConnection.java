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
import org.jspecify.annotations.Nullable;

/** Connects an agent by hooks in a JSON file, and by its settings for telemetry. */
final class HookConnection implements AgentConnection {
  private final String agent;
  private final HookFormat format;
  private final HookSettings hooks;
  private final TelemetrySettings telemetry;
  private final Place place;

  /** As its user chose now; null to leave it as it is. */
  private final @Nullable Integer hold;

  HookConnection(String agent, HookFormat format, Place place) {
    this(agent, format, place, null);
  }

  private HookConnection(String agent, HookFormat format, Place place, @Nullable Integer hold) {
    this.agent = agent;
    this.format = format;
    this.hooks = new HookSettings(format);
    this.telemetry = format.telemetry();
    this.place = place;
    this.hold = hold;
  }

  @Override
  public boolean canHold() {
    return format.canHold();
  }

  @Override
  public AgentConnection holding(int seconds) {
    return new HookConnection(agent, format, place, seconds);
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
  public TelemetryState telemetry() {
    return explain(() -> telemetry.state(format.parse(present()), place.folder()));
  }

  @Override
  public String telemetryByHand(URI hub) {
    return telemetry.byHand(hub);
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
  public Plan connect(URI hub, Telemetry wanted) {
    Optional<String> settings = text(place.settings());
    return explain(() -> {
      boolean isFirst = settings.flatMap(hooks::command).isEmpty();
      String command = new HookCommand(place.command(), agent, hub, hold(settings)).line();
      Telemetry decided = wanted == Telemetry.KEEP ? now() : wanted;
      String rest = decided == Telemetry.OFF ? withoutTelemetry(present()) : present();
      return Plan.of(
              place.settings(),
              FileChange.to(isFirst ? settings : text(place.backup()), place.backup(), Kind.BACKUP),
              FileChange.to(Optional.of(HookScript.text()), place.script(), Kind.SCRIPT),
              FileChange.to(
                  Optional.of(connected(rest, command, hub, decided)),
                  place.settings(),
                  Kind.SETTINGS))
          .then(beside(hub, decided));
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
        backup.flatMap(before -> reconnected(before, command.get())).equals(settings);
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
            FileChange.to(isUntouched ? Optional.empty() : backup, place.backup(), Kind.BACKUP))
        .then(telemetry.outOf(place.folder()));
  }

  /** What connecting made of the settings of before; empty when they are not from before. */
  private Optional<String> reconnected(String before, String command) {
    try {
      URI hub = URI.create(HookCommand.hub(command).orElseThrow());
      return hooks.command(before).isPresent()
          ? Optional.empty()
          : Optional.of(connected(before, command, hub, now()));
    } catch (SettingsException e) {
      return Optional.empty();
    }
  }

  private String connected(String settings, String command, URI hub, Telemetry decided) {
    String hooked = hooks.connect(settings, command);
    return decided == Telemetry.ON && isFree()
        ? telemetry.into(format.parse(hooked), hub).text()
        : hooked;
  }

  private List<FileChange> beside(URI hub, Telemetry decided) {
    if (decided == Telemetry.OFF) {
      return telemetry.outOf(place.folder());
    }
    return isFree() ? telemetry.into(place.folder(), hub) : List.of();
  }

  private int hold(Optional<String> settings) {
    return hold == null ? settings.flatMap(hooks::command).map(HookCommand::hold).orElse(0) : hold;
  }

  private Telemetry now() {
    return telemetry() == TelemetryState.OURS ? Telemetry.ON : Telemetry.OFF;
  }

  /** Whether nobody else has set it. */
  private boolean isFree() {
    return telemetry() != TelemetryState.OTHERS;
  }

  private String withoutTelemetry(String settings) {
    return telemetry.outOf(format.parse(settings)).text();
  }

  /** Without anything in them, and no settings before, the file itself was ours. */
  private Optional<String> without(String settings, Optional<String> backup) {
    String rest = hooks.disconnect(withoutTelemetry(settings));
    return backup.isEmpty() && hooks.isBare(rest) ? Optional.empty() : Optional.of(rest);
  }

  private String present() {
    return text(place.settings()).orElse("");
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
