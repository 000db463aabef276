package dev.signalbox.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A program that is run for each call of a hook, as agents run theirs: by a shell. What one leaves
 * behind to send its call has time to do so before the next: tools take longer than that.
 */
final class HookProcess {
  private static final int WARM_UP = 20;
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Path home;
  private final String command;

  private HookProcess(Path home, String command) {
    this.home = home;
    this.command = command;
  }

  /** The least that a hook can do: it reads its payload. */
  static HookProcess reading(Path home) {
    return new HookProcess(home, "cat >/dev/null");
  }

  /** What {@code signalbox connect} has written for Claude Code. */
  static HookProcess connected(Path home, ServerProcess hub) {
    Path script = home.resolve(".claude/hooks/signalbox.sh");
    return new HookProcess(home, script + " claude-code " + hub.url() + " || true");
  }

  /** Runs it once; an agent that waits for it goes on after these nanoseconds. */
  private long run(byte[] payload) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(List.of("/bin/sh", "-c", command))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HOME", home.toString());
    builder.environment().remove("XDG_STATE_HOME");
    long begin = System.nanoTime();
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(payload);
    }
    int status = process.waitFor();
    long nanos = System.nanoTime() - begin;
    if (status != 0) {
      throw new IOException("A hook ended with " + status + ": " + command);
    }
    return nanos;
  }

  /** Runs it for as many payloads, one after the other, and for a few before to warm up. */
  Histogram runs(int calls, HookPayloads payloads) throws IOException, InterruptedException {
    var nanos = new Histogram(3);
    for (int i = -WARM_UP; i < calls; i++) {
      long took = run(payloads.toolCall());
      if (i >= 0) {
        nanos.recordValue(took);
      }
      Rig.settle(BETWEEN);
    }
    return nanos;
  }
}
