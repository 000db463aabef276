package dev.signalbox.cli.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says how far something has come, once it takes longer than {@link #PATIENCE}: on a screen in one
 * line that is written over, elsewhere in a line now and then.
 */
public final class ProgressLine {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SCREEN_PERIOD = Duration.ofMillis(100);
  private static final Duration FILE_PERIOD = Duration.ofSeconds(10);
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final String what;
  private final Duration period;
  private final LongSupplier nanoTime;
  private long nextNanos;
  private boolean isShown;

  public ProgressLine(Terminal terminal, String what) {
    this(terminal, what, System::nanoTime);
  }

  ProgressLine(Terminal terminal, String what, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.what = what;
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong() + PATIENCE.toNanos();
    this.period = terminal.isScreen() ? SCREEN_PERIOD : FILE_PERIOD;
  }

  public void show(long done, long total) {
    long now = nanoTime.getAsLong();
    if (now - nextNanos < 0) {
      return;
    }
    nextNanos = now + period.toNanos();
    long percent = total == 0 ? 100 : done * 100 / total;
    String line =
        "%s: %d %% (%s of %s events)"
            .formatted(what, percent, Figures.exact(done), Figures.exact(total));
    if (terminal.isScreen()) {
      isShown = true;
      terminal.err().print(CLEAR + terminal.fit(line));
      terminal.err().flush();
    } else {
      terminal.err().println(line);
    }
  }

  /** Leaves nothing behind. */
  public void clear() {
    if (isShown) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }
}
