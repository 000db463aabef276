package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A proposal in the queue. Events that are known beforehand are encoded here, on their caller's
 * thread, which leaves less for the one thread that writes.
 *
 * @param candidates events that the proposal may decide on, as far as they are known
 * @param json the encoded candidates, each at the place of its event
 */
record Waiting(
    Proposal proposal,
    List<Event> candidates,
    List<byte[]> json,
    CompletableFuture<List<AppendResult>> results) {

  static Waiting of(List<Event> events) {
    List<Event> copy = List.copyOf(events);
    return of(copy, () -> copy);
  }

  static Waiting of(List<Event> candidates, Proposal choice) {
    List<byte[]> json = candidates.stream().map(event -> Json.bytes(event.body())).toList();
    return new Waiting(choice, candidates, json, new CompletableFuture<>());
  }

  static Waiting of(Proposal proposal) {
    return of(List.of(), proposal);
  }

  /** The encoded form of the event at this place in what is decided, when it is a candidate. */
  // The encoded bytes belong to this very object; an equal one may be another.
  @SuppressWarnings("ReferenceEquality")
  byte @Nullable [] json(int index, Event event) {
    if (index < candidates.size() && candidates.get(index) == event) {
      return json.get(index);
    }
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i) == event) {
        return json.get(i);
      }
    }
    return null;
  }

  int bytes() {
    return json.stream().mapToInt(bytes -> bytes.length).sum();
  }

  void refuse(Throwable fault) {
    results.completeExceptionally(fault);
  }
}
