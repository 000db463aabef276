package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A proposal in the queue. Plain events are encoded here, on their caller's thread, which leaves
 * less for the one thread that writes.
 *
 * @param json the encoded events, when the proposal is just those; empty otherwise
 */
record Waiting(
    Proposal proposal, List<byte[]> json, CompletableFuture<List<AppendResult>> results) {

  static Waiting of(List<Event> events) {
    List<Event> copy = List.copyOf(events);
    List<byte[]> json = copy.stream().map(event -> Json.bytes(event.body())).toList();
    return new Waiting(() -> copy, json, new CompletableFuture<>());
  }

  static Waiting of(Proposal proposal) {
    return new Waiting(proposal, List.of(), new CompletableFuture<>());
  }

  /** The encoded form of the event at this place in what is decided, when it is known. */
  byte @Nullable [] json(int index) {
    return json.isEmpty() ? null : json.get(index);
  }

  int bytes() {
    return json.stream().mapToInt(bytes -> bytes.length).sum();
  }

  void refuse(Throwable fault) {
    results.completeExceptionally(fault);
  }
}
