package dev.signalbox.session.fold;

import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the writing thread does for each event beside the database: the session's next state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FoldBenchmark {
  private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");

  private final SessionState before = SessionFold.start(event(1, "session:started")).orElseThrow();
  private final LoggedEvent tool = event(2, "tool:started");

  /** The start of a tool call in a session that has just begun. */
  @Benchmark
  public Object foldToolStarted() {
    return SessionFold.fold(before, tool);
  }

  private static LoggedEvent event(long sequence, String type) {
    var fields =
        Json.object()
            .put("cwd", "/srv/app")
            .put("toolName", "Bash")
            .put("toolUseId", "t1")
            .put("user", "ana");
    fields.putObject("input").put("command", "npm test");
    return new LoggedEvent(sequence, AT, Event.of(type, "s1", AT, fields));
  }
}
