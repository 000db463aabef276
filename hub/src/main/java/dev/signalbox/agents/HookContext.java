package dev.signalbox.agents;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's payload lacks and our hook command adds as headers, all of it optional and only
 * as trustworthy as the machine that sent it: {@code X-Signalbox-User}, {@code -Host}, {@code
 * -Platform}, {@code -Branch}, {@code -Repository}, {@code -Model}, {@code -Agent-Version}, {@code
 * -Time} (seconds since 1970, with or without a fraction).
 *
 * @param ranAt when the hook ran, by the clock of the agent's machine
 */
public record HookContext(
    @Nullable String user,
    @Nullable String hostname,
    @Nullable String platform,
    @Nullable String gitBranch,
    @Nullable String repository,
    @Nullable String model,
    @Nullable String agentVersion,
    @Nullable Instant ranAt) {
  /** Nothing was added. */
  public static final HookContext NONE =
      new HookContext(null, null, null, null, null, null, null, null);

  private static final int CHARS_MAX = 200;

  /** A hook's clock may be this far from ours; beyond it, ours is the better one. */
  private static final Duration SKEW_MAX = Duration.ofMinutes(10);

  /** Reads the headers; a header that is too long or has control characters counts as absent. */
  public static HookContext of(Function<String, @Nullable String> header) {
    return new HookContext(
        text(header.apply("X-Signalbox-User")),
        text(header.apply("X-Signalbox-Host")),
        platform(text(header.apply("X-Signalbox-Platform"))),
        text(header.apply("X-Signalbox-Branch")),
        text(header.apply("X-Signalbox-Repository")),
        text(header.apply("X-Signalbox-Model")),
        text(header.apply("X-Signalbox-Agent-Version")),
        time(text(header.apply("X-Signalbox-Time"))));
  }

  /** When the event happened: the hook's own time when it is plausible. */
  public Instant timestamp(Instant receivedAt) {
    if (ranAt == null || Duration.between(ranAt, receivedAt).abs().compareTo(SKEW_MAX) > 0) {
      return receivedAt;
    }
    return ranAt;
  }

  /** Headers arrive as Latin-1; a name like José was sent as UTF-8. */
  private static @Nullable String text(@Nullable String raw) {
    if (raw == null || raw.isBlank() || raw.length() > CHARS_MAX) {
      return null;
    }
    String text =
        new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    return text.chars().anyMatch(Character::isISOControl) ? null : text;
  }

  /** The words of Node's {@code process.platform}, which the older product used. */
  private static @Nullable String platform(@Nullable String uname) {
    if (uname == null) {
      return null;
    }
    return switch (uname) {
      case "Darwin" -> "darwin";
      case "Linux" -> "linux";
      default -> uname;
    };
  }

  private static @Nullable Instant time(@Nullable String seconds) {
    if (seconds == null || !seconds.matches("[0-9]{1,11}(\\.[0-9]{1,9})?")) {
      return null;
    }
    try {
      String[] parts = seconds.split("\\.", 2);
      long nanos = parts.length == 1 ? 0 : Long.parseLong((parts[1] + "000000000").substring(0, 9));
      return Instant.ofEpochSecond(Long.parseLong(parts[0]), nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
