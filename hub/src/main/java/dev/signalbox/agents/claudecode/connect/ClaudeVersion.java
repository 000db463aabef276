package dev.signalbox.agents.claudecode.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Claude Code, e.g. 2.1.332. */
public record ClaudeVersion(int major, int minor, int patch) {
  /**
   * The oldest one that was tried and works. An older one (2.0.60 was tried) ignores all of a
   * settings file in which it does not know the name of a hook event.
   */
  public static final ClaudeVersion OLDEST = new ClaudeVersion(2, 1, 112);

  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
  private static final long ANSWER_SECONDS_MAX = 5;

  /** Asks the command, e.g. {@code claude}; empty when it is not there or says something else. */
  public static Optional<ClaudeVersion> ask(String command) {
    Process process;
    try {
      process =
          new ProcessBuilder(command, "--version")
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      return parse(new String(process.getInputStream().readNBytes(200), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  static Optional<ClaudeVersion> parse(String said) {
    Matcher version = VERSION.matcher(said);
    if (!version.lookingAt()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClaudeVersion(number(version, 1), number(version, 2), number(version, 3)));
  }

  public boolean isTooOld() {
    return Arrays.compare(numbers(), OLDEST.numbers()) < 0;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }

  private int[] numbers() {
    return new int[] {major, minor, patch};
  }

  private static int number(Matcher version, int group) {
    return Integer.parseInt(version.group(group));
  }
}
