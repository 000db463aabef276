package dev.signalbox.agents.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of an agent, e.g. 2.1.332. */
public record AgentVersion(int major, int minor, int patch) {
  private static final Pattern VERSION =
      Pattern.compile("(?<![\\w.])v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
  private static final long ANSWER_SECONDS_MAX = 5;
  private static final int ANSWER_BYTES_MAX = 200;

  /** Asks a program; empty when it does not answer in time, or says something else. */
  static Optional<AgentVersion> ask(String program) {
    Process process;
    try {
      process =
          new ProcessBuilder(program, "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      byte[] answer = process.getInputStream().readNBytes(ANSWER_BYTES_MAX);
      return parse(new String(answer, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Some say their name before it: {@code codex-cli 0.169.0}. */
  static Optional<AgentVersion> parse(String said) {
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new AgentVersion(number(version, 1), number(version, 2), number(version, 3)));
  }

  boolean isBefore(AgentVersion other) {
    return Arrays.compare(numbers(), other.numbers()) < 0;
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
