package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's payload lacks and our hook command adds as headers, all of it optional and only
 * as trustworthy as the machine that sent it: {@code X-Signalbox-User}, {@code -Host}, {@code
 * -Platform}; {@code -Branch}, {@code -Repository}, {@code -Model}, {@code -Agent-Version}, {@code
 * -Controls}; {@code -Id}, {@code -Time} and {@code -Sent} (seconds since 1970, with or without a
 * fraction); {@code -Dialog}.
 *
 * @param dialog null when there is none, or nobody knows
 */
public record HookContext(
    Origin origin, Setting setting, Delivery delivery, @Nullable Dialog dialog) {
  /** Nothing was added. */
  public static final HookContext NONE =
      new HookContext(Origin.NONE, Setting.NONE, Delivery.NONE, null);

  private static final int CHARS_MAX = 200;

  /** What an agent can be told through the hub. */
  private static final List<String> CONTROLS =
      List.of("answer", "message", "pause", "cancel", "abort");

  /** One of a call without a dialog. */
  public HookContext(Origin origin, Setting setting, Delivery delivery) {
    this(origin, setting, delivery, null);
  }

  /** Reads the headers; a header that is too long or has control characters counts as absent. */
  public static HookContext of(Function<String, @Nullable String> header) {
    return new HookContext(
        new Origin(
            text(header.apply("X-Signalbox-User")),
            text(header.apply("X-Signalbox-Host")),
            platform(text(header.apply("X-Signalbox-Platform")))),
        new Setting(
            text(header.apply("X-Signalbox-Branch")),
            text(header.apply("X-Signalbox-Repository")),
            text(header.apply("X-Signalbox-Model")),
            text(header.apply("X-Signalbox-Agent-Version")),
            words(text(header.apply("X-Signalbox-Controls")))),
        new Delivery(
            id(text(header.apply("X-Signalbox-Id"))),
            time(text(header.apply("X-Signalbox-Time"))),
            time(text(header.apply("X-Signalbox-Sent")))),
        Dialog.of(header.apply("X-Signalbox-Dialog")));
  }

  /**
   * The same for a payload that says itself when its hook ran, which counts when nothing else does.
   *
   * @param told an RFC 3339 time or integer epoch milliseconds; anything else tells nothing
   */
  public HookContext orRanAt(@Nullable JsonNode told) {
    if (told == null || delivery.ranAt() != null) {
      return this;
    }
    try {
      Instant ranAt = new Fields(Json.object().set("told", told)).time("told");
      return new HookContext(
          origin, setting, new Delivery(delivery.id(), ranAt, delivery.sentAt()), dialog);
    } catch (InvalidEventException e) {
      return this;
    }
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

  private static List<String> words(@Nullable String text) {
    return text == null
        ? List.of()
        : CONTROLS.stream().filter(List.of(text.split(" "))::contains).toList();
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

  private static @Nullable String id(@Nullable String text) {
    return text == null || text.length() > Delivery.ID_CHARS_MAX ? null : text;
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
