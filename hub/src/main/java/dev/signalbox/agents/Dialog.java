package dev.signalbox.agents;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What our script knows of the dialog that an agent shows in its terminal while a hook runs, as it
 * says in {@code X-Signalbox-Dialog}: {@code held 3600}, {@code answered}, {@code interrupted} or
 * {@code late}.
 */
public sealed interface Dialog {
  /**
   * It is open, and the agent also takes an answer in the call itself.
   *
   * @param holder names this request, also among those that repeat the same call
   * @param longest for how long the script waits
   */
  record Held(String holder, Duration longest) implements Dialog {
    private static final Pattern FORM = Pattern.compile("held [1-9][0-9]{0,5}");
  }

  /**
   * It was open and is no longer: the same call once more, to say so.
   *
   * @param interrupted whether the agent stopped its turn then
   */
  record Over(boolean interrupted) implements Dialog {}

  /** It was open, but somebody had answered in the terminal when the hub's answer came. */
  record Late() implements Dialog {}

  /** Reads the header; null when it says nothing that we know. */
  static @Nullable Dialog of(@Nullable String header) {
    return switch (header) {
      case "answered" -> new Over(false);
      case "interrupted" -> new Over(true);
      case "late" -> new Late();
      case null -> null;
      default -> held(header);
    };
  }

  private static @Nullable Dialog held(String header) {
    return Held.FORM.matcher(header).matches()
        ? new Held(
            UUID.randomUUID().toString(),
            Duration.ofSeconds(Long.parseLong(header.substring("held ".length()))))
        : null;
  }
}
