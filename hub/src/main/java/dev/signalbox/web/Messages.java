package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.command.Mailbox;
import dev.signalbox.protocol.Command;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Messages for an agent that asks in a hook call: delivered once the answer has been written. */
record Messages(Mailbox mailbox, Call call, Checkpoint checkpoint) {

  /** All that wait, in the words of those who sent them; empty when none does. */
  Future<String> take() {
    return take(new ArrayList<>())
        .map(leases -> {
          if (!leases.isEmpty()) {
            call.onWritten(written -> settle(leases, written.succeeded()));
          }
          return leases.stream()
              .flatMap(lease -> lease.commands().stream())
              .map(Messages::text)
              .collect(Collectors.joining("\n\n"));
        });
  }

  private void settle(List<Mailbox.Lease> leases, boolean isWritten) {
    for (Mailbox.Lease lease : leases) {
      if (isWritten) {
        lease.delivered(checkpoint.at());
      } else {
        lease.released();
      }
    }
  }

  private Future<List<Mailbox.Lease>> take(List<Mailbox.Lease> taken) {
    if (call.isGone()) {
      taken.forEach(Mailbox.Lease::released);
      return Future.succeededFuture(List.of());
    }
    return call.await(mailbox.take(checkpoint.sessionId(), Mailbox.Want.INPUT))
        .compose(lease -> {
          if (lease.commands().isEmpty()) {
            return Future.succeededFuture(taken);
          }
          taken.add(lease);
          return take(taken);
        });
  }

  private static String text(Command message) {
    String who = message.by() == null ? "the user" : message.by();
    JsonNode input = message.input();
    String words = input == null ? "" : input.isTextual() ? input.textValue() : input.toString();
    return "Message from %s, sent through Signalbox: %s".formatted(who, words);
  }
}
