package dev.signalbox.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds out how wide the screen is: {@code COLUMNS}, else what {@code stty} says. */
final class ScreenWidth {
  private static final int UNKNOWN = 80;
  private static final int COLUMNS_MIN = 20;
  private static final long ANSWER_MILLIS_MAX = 500;
  private static final int ANSWER_BYTES_MAX = 100;

  private ScreenWidth() {}

  static int columns() {
    int set = number(System.getenv("COLUMNS"));
    if (set > 0) {
      return Math.max(COLUMNS_MIN, set);
    }
    int asked = ask();
    return asked > 0 ? Math.max(COLUMNS_MIN, asked) : UNKNOWN;
  }

  /** {@code stty size} answers {@code rows columns} for the terminal that is its input. */
  private static int ask() {
    var terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return 0;
    }
    return ask(new ProcessBuilder("stty", "size").redirectInput(terminal));
  }

  static int ask(ProcessBuilder stty) {
    Process process;
    try {
      process = stty.start();
    } catch (IOException e) {
      return 0;
    }
    try {
      if (!process.waitFor(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
        return 0;
      }
      byte[] answer = process.getInputStream().readNBytes(ANSWER_BYTES_MAX);
      String size = new String(answer, StandardCharsets.US_ASCII).strip();
      return number(size.substring(size.indexOf(' ') + 1));
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      process.destroyForcibly();
    }
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
