package dev.signalbox.agents.otlp;

import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes telemetry and appends what it tells of sessions. Where hooks report a session, only what
 * they do not tell is appended; that is decided on the sequencer's thread, with the session as of
 * the event before. Thread safe.
 */
public final class OtlpIntake {
  private static final Logger log = LoggerFactory.getLogger(OtlpIntake.class);

  /** Events in one transaction: those of others need not wait for a whole request. */
  private static final int PART_MAX = 200;

  private final List<Dialect> dialects;
  private final Sequencer sequencer;
  private final SessionProjection projection;
  private final InstantSource clock;
  private final LongAdder ignored = new LongAdder();
  private final LongAdder refused = new LongAdder();

  public OtlpIntake(
      Prices prices, Sequencer sequencer, SessionProjection projection, InstantSource clock) {
    this.dialects = dialects(prices);
    this.sequencer = sequencer;
    this.projection = projection;
    this.clock = clock;
  }

  /** The first that a source is of reads it; the last takes every one. */
  static List<Dialect> dialects(Prices prices) {
    return List.of(
        new ClaudeCodeDialect(),
        new CodexDialect(prices),
        new GeminiDialect("gemini-cli", "gemini_cli.", prices),
        new GeminiDialect("qwen-code", "qwen-code.", prices),
        new GenAiDialect(prices));
  }

  /**
   * What became of a request.
   *
   * @param rejected records that were not taken, because they break a rule or their session has no
   *     room
   * @param message why, for the first of them; empty when all were taken
   */
  public record Outcome(int rejected, String message) {
    Outcome plus(Outcome other) {
      return new Outcome(rejected + other.rejected, message.isEmpty() ? other.message : message);
    }
  }

  /** Records and data points that are no fault, but tell nothing of a session. */
  public long ignored() {
    return ignored.sum();
  }

  /** Records that were not taken. */
  public long refused() {
    return refused.sum();
  }

  /** Reads a request's body; throws {@link BadTelemetryException} when it is none. */
  public static Telemetry decode(Signal signal, Encoding encoding, byte[] body) {
    return switch (encoding) {
      case JSON -> JsonTelemetry.read(signal, body);
      case PROTOBUF -> ProtobufTelemetry.read(signal, body);
    };
  }

  /**
   * Appends what the telemetry tells. The future fails with {@link StoreUnavailableException} when
   * some of it could not be written: the same request sent again adds what is missing.
   */
  public CompletableFuture<Outcome> take(Telemetry telemetry) {
    Findings findings = read(dialects, telemetry, new Findings(clock.instant()));
    ignored.add(findings.ignored() + telemetry.points());
    String refusal = findings.refusal();
    var outcome =
        CompletableFuture.completedFuture(
            new Outcome(findings.refused(), refusal == null ? "" : refusal));
    // Starts every append before it waits for the first, so that they share commits.
    List<CompletableFuture<Outcome>> pending =
        findings.sessions().stream()
            .flatMap(session -> session.parts(PART_MAX).stream())
            .map(this::append)
            .toList();
    for (CompletableFuture<Outcome> part : pending) {
      outcome = outcome.thenCombine(part, Outcome::plus);
    }
    return outcome.thenApply(this::count);
  }

  /** What the records say, each in its own dialect. */
  static Findings read(List<Dialect> dialects, Telemetry telemetry, Findings findings) {
    for (LogRecord record : telemetry.logs()) {
      findings.read(() -> of(dialects, record.source()).read(record, findings));
    }
    var trace = new Trace(telemetry.spans());
    for (Span span : telemetry.spans()) {
      findings.read(() -> of(dialects, span.source()).read(span, trace, findings));
    }
    return findings;
  }

  private static Dialect of(List<Dialect> dialects, Source source) {
    return dialects.stream().filter(dialect -> dialect.isOf(source)).findFirst().orElseThrow();
  }

  private CompletableFuture<Outcome> append(SessionFindings.Part part) {
    return sequencer
        .append(part.candidates(), () -> news(part))
        .thenApply(results -> new Outcome(0, ""))
        .exceptionally(fault -> refuse(part, fault));
  }

  /** Runs on the sequencer's thread, which knows the session as of the event before. */
  private List<Event> news(SessionFindings.Part part) throws SQLException {
    return projection.state(part.start().sessionId()).map(part::onto).orElseGet(part::begin);
  }

  private static Outcome refuse(SessionFindings.Part part, Throwable fault) {
    if (fault.getCause() instanceof InvalidEventException refusal) {
      log.debug("What telemetry tells was refused: {}", refusal.getMessage());
      return new Outcome(part.findings().size(), String.valueOf(refusal.getMessage()));
    }
    throw fault instanceof CompletionException wrapped ? wrapped : new CompletionException(fault);
  }

  private Outcome count(Outcome outcome) {
    refused.add(outcome.rejected());
    return outcome;
  }
}
