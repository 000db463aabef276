package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.command.HookCall;
import dev.signalbox.command.Mailbox;
import dev.signalbox.command.Want;
import dev.signalbox.protocol.Command;
import io.vertx.core.Future;
import java.util.stream.Collectors;

/** Messages for an agent that asks in a hook call: delivered once the answer has been written. */
record Messages(Mailbox mailbox, Call call, HookCall hook) {

  /**
   * Those that wait, in the words of those who sent them; empty when none does. A subagent gets
   * none: they are for whoever works with the person.
   */
  Future<String> take() {
    if (call.isGone() || hook.agentId() != null) {
      return Future.succeededFuture("");
    }
    return call.await(mailbox.take(hook.sessionId(), Want.MESSAGES))
        .map(lease -> {
          if (!lease.commands().isEmpty()) {
            call.onWritten(written -> settle(lease, written.succeeded()));
          }
          return lease.commands().stream().map(Messages::text).collect(Collectors.joining("\n\n"));
        });
  }

  private void settle(Mailbox.Lease lease, boolean isWritten) {
    if (isWritten) {
      lease.delivered(hook.at());
    } else {
      lease.released();
    }
  }

  private static String text(Command message) {
    String who = message.by() == null ? "the user" : message.by();
    JsonNode input = message.input();
    String words = input == null ? "" : input.isTextual() ? input.textValue() : input.toString();
    return "Message from %s, sent through Signalbox: %s".formatted(who, words);
  }
}
