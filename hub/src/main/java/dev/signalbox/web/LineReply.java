package dev.signalbox.web;

import dev.signalbox.protocol.Position;
import java.util.List;

/**
 * What became of a stream's lines; those that were stored are only counted:
 *
 * <pre>{"position":"k3f9:12","accepted":8,"duplicates":1,"rejected":1,
 *   "results":[{"line":7,"error":{"path":"cwd",…}}]}</pre>
 *
 * @param rejected lines that were not stored; {@code results} lists the first of them
 */
record LineReply(
    Position position, long accepted, long duplicates, long rejected, List<Fault> results) {

  /**
   * A line that was not stored.
   *
   * @param line its number, from 1; empty lines count
   */
  record Fault(long line, Problem.Fault error) {}

  /** Whether not one line could be stored, though some came. */
  boolean isRefusal() {
    return accepted + duplicates == 0 && rejected > 0;
  }

  /** The answer when not one line could be stored; of many faults only the first are in it. */
  Problem problem() {
    List<Problem.Fault> faults =
        results.stream().map(fault -> fault.error().within("lines[" + fault.line() + "]")).toList();
    String detail = "None of the lines could be stored: " + rejected + " rejected";
    return Problem.of(422, "invalid-event", detail, faults);
  }
}
