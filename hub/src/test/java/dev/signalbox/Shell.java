package dev.signalbox;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of the operating system, which may be missing. */
final class Shell {
  private Shell() {}

  static boolean succeeds(String... command) {
    return succeeds(List.of(command));
  }

  /** Whether it is there, may be run, and exits with 0. */
  static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + command.getFirst(), e);
    }
  }
}
