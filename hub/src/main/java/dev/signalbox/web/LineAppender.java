package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends a request's lines as they arrive, each one event. It stops reading while {@value
 * #PENDING_MAX} events or {@value #PENDING_BYTES_MAX} bytes wait for their commit, so a stream of
 * any length takes little memory. A bad line is reported by its number and loses nothing else. Runs
 * on the request's event loop.
 */
final class LineAppender {
  /** Events under way at once. */
  private static final int PENDING_MAX = 2_000;

  /** JSON under way at once, in bytes: a few commits' worth, and far from filling the queue. */
  private static final long PENDING_BYTES_MAX = 4 * 1024 * 1024;

  /** Bad lines that are reported; later ones are only counted. */
  private static final int FAULTS_MAX = 100;

  private final Sequencer sequencer;
  private final InstantSource clock;
  private final HttpServerRequest request;
  private final Context context;
  private final Promise<Result> promise = Promise.promise();
  private final LineSplitter lines = new LineSplitter(EventRoutes.EVENT_BYTES_MAX, this::line);
  private final List<LineReply.Fault> faults = new ArrayList<>();
  private long accepted;
  private long duplicates;
  private long rejected;
  private long lineNumber;
  private int pending;
  private long pendingBytes;
  private boolean isEnded;

  /** What became of the lines. */
  record Result(long accepted, long duplicates, long rejected, List<LineReply.Fault> faults) {
    LineReply at(Position position) {
      return new LineReply(position, accepted, duplicates, rejected, faults);
    }
  }

  LineAppender(
      Sequencer sequencer, InstantSource clock, HttpServerRequest request, Context context) {
    this.context = context;
    this.sequencer = sequencer;
    this.clock = clock;
    this.request = request;
  }

  Future<Result> run() {
    request.handler(lines::add);
    request.endHandler(end -> {
      lines.end();
      isEnded = true;
      finishIfDone();
    });
    request.exceptionHandler(fault -> promise.tryFail(RequestBody.broken()));
    request.resume();
    return promise.future();
  }

  /** One line without its end; null when it was too long. */
  private void line(byte @Nullable [] line) {
    if (promise.future().isComplete()) {
      return;
    }
    lineNumber++;
    long number = lineNumber;
    if (line == null) {
      reject(
          number,
          new InvalidEventException(
              "",
              "too-large",
              "Expected a line of at most " + EventRoutes.EVENT_BYTES_MAX + " bytes"));
      return;
    }
    if (isBlank(line)) {
      return;
    }
    try {
      append(number, Event.parse(Json.tree(line), clock.instant()), line.length);
    } catch (InvalidEventException e) {
      reject(number, e);
    } catch (JsonProcessingException e) {
      reject(number, new InvalidEventException("", "bad-json", Faults.badJson(e)));
    }
  }

  // The outcome is handled in the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void append(long number, Event event, int bytes) {
    pending++;
    pendingBytes += bytes;
    if (pending >= PENDING_MAX || pendingBytes >= PENDING_BYTES_MAX) {
      request.pause();
    }
    sequencer
        .append(event)
        .whenComplete((result, fault) ->
            context.runOnContext(back -> {
              pending--;
              pendingBytes -= bytes;
              settled(number, result, fault);
            }));
  }

  private void settled(long number, @Nullable AppendResult result, @Nullable Throwable fault) {
    if (fault != null) {
      failed(number, fault);
    }
    switch (result) {
      case AppendResult.Appended appended -> accepted++;
      case AppendResult.Duplicate known -> duplicates++;
      case null -> {}
    }
    if (pending < PENDING_MAX / 2 && pendingBytes < PENDING_BYTES_MAX / 2) {
      request.resume();
    }
    finishIfDone();
  }

  /** Without a store there is no use in reading on; what was accepted before stays. */
  private void failed(long number, Throwable fault) {
    try {
      reject(number, EventRoutes.alone(fault));
    } catch (StoreUnavailableException unavailable) {
      promise.tryFail(unavailable);
    }
  }

  private void reject(long number, InvalidEventException reason) {
    rejected++;
    if (faults.size() < FAULTS_MAX) {
      faults.add(new LineReply.Fault(number, Problem.Fault.of(reason)));
    }
  }

  private void finishIfDone() {
    if (isEnded && pending == 0) {
      promise.tryComplete(new Result(accepted, duplicates, rejected, List.copyOf(faults)));
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
