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
      };
    }

    static Result of(InvalidEventException reason) {
      return new Result(null, null, Problem.Fault.of(reason));
    }

    private boolean isDuplicate() {
      return duplicate != null;
    }

    private boolean isAccepted() {
      return error == null && !isDuplicate();
    }
  }

  static AppendReply of(Position position, List<Result> results) {
    int accepted = (int) results.stream().filter(Result::isAccepted).count();
    int duplicates = (int) results.stream().filter(Result::isDuplicate).count();
    return new AppendReply(position, accepted, duplicates, results);
  }

  /** The answer when not one event of a batch could be stored. */
  static Problem problem(List<Result> results) {
    var faults = new ArrayList<Problem.Fault>();
    for (int i = 0; i < results.size(); i++) {
      Problem.Fault error = results.get(i).error();
      if (error != null) {
        faults.add(error.within("events[" + i + "]"));
      }
    }
    return Problem.of(422, "invalid-event", "None of the events could be stored", faults);
  }
}
