package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A proposal in the queue. A plain event is encoded here, on its caller's thread, which leaves less
 * for the one thread that writes.
 *
 * @param json the encoded event, when the proposal is just that
 */
record Waiting(
    Proposal proposal, byte @Nullable [] json, CompletableFuture<List<AppendResult>> results) {

  static Waiting of(Event event) {
    List<Event> events = List.of(event);
    return new Waiting(() -> events, Json.bytes(event.body()), new CompletableFuture<>());
  }

  static Waiting of(Proposal proposal) {
    return new Waiting(proposal, null, new CompletableFuture<>());
  }

  int bytes() {
    return json == null ? 0 : json.length;
  }
}
