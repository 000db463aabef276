package dev.signalbox.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.log.AppendResult;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request's events, each in its place:
 *
 * <pre>{"position":"k3f9:12","accepted":1,"duplicates":1,
 *   "results":[{"sequence":12},{"sequence":7,"duplicate":true},{"error":{"path":"cwd",…}}]}</pre>
 */
record AppendReply(Position position, int accepted, int duplicates, List<Result> results) {

  /** One event: stored or known under a sequence, or refused. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      @Nullable Long sequence, @Nullable Boolean duplicate, Problem.@Nullable Fault error) {
    static Result of(AppendResult result) {
      return switch (result) {
        case AppendResult.Appended appended -> new Result(appended.sequence(), null, null);
        case AppendResult.Duplicate known -> new Result(known.sequence(), true, null);
        case AppendResult.Rejected rejected -> new Result(null, null, fault("", rejected.reason()));
      };
    }
  }

  static AppendReply of(Position position, List<AppendResult> results) {
    int accepted = 0;
    int duplicates = 0;
    for (AppendResult result : results) {
      switch (result) {
        case AppendResult.Appended appended -> accepted++;
        case AppendResult.Duplicate known -> duplicates++;
        case AppendResult.Rejected rejected -> {}
      }
    }
    return new AppendReply(
        position, accepted, duplicates, results.stream().map(Result::of).toList());
  }

  /** The answer when not one event of a batch could be stored. */
  static Problem problem(List<AppendResult> results) {
    var faults = new ArrayList<Problem.Fault>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof AppendResult.Rejected rejected) {
        faults.add(fault("events[" + i + "]", rejected.reason()));
      }
    }
    return Problem.of(422, "invalid-event", "None of the events could be stored", faults);
  }

  static Problem.Fault fault(String prefix, InvalidEventException reason) {
    String path =
        prefix.isEmpty() || reason.path().isEmpty()
            ? prefix + reason.path()
            : prefix + "." + reason.path();
    return new Problem.Fault(path, String.valueOf(reason.getMessage()), reason.code());
  }
}
