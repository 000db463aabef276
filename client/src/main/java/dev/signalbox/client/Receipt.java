package dev.signalbox.client;

import dev.signalbox.protocol.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of published events, after they were stored.
 *
 * @param position newest position of the log when the hub answered
 * @param duplicates events that were there already, by their {@code eventId}
 * @param rejected events that were not stored
 * @param results for a list, one for each event in its place; for lines, only those rejected
 */
public record Receipt(
    Position position, long accepted, long duplicates, long rejected, List<Result> results) {

  public Receipt {
    results = results == null ? List.of() : List.copyOf(results);
    // Counted by the hub for lines only, of which it reports but the first errors.
    rejected = Math.max(rejected, results.stream().filter(it -> it.error() != null).count());
  }

  /**
   * One event.
   *
   * @param line its number from 1, for lines
   * @param sequence where it is stored; absent when it was rejected
   * @param error why it was rejected; absent when it is stored
   */
  public record Result(
      @Nullable Long line, @Nullable Long sequence, Problem.@Nullable Fault error) {}
}
