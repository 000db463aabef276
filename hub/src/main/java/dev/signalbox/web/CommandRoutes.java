package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.command.Commands;
import dev.signalbox.command.Mailbox;
import dev.signalbox.command.Want;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Json;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Commands and messages: people issue them, agents poll for them and acknowledge them. */
final class CommandRoutes {
  /** Longest poll. */
  private static final long WAIT_MILLIS_MAX = 60_000;

  private final Commands commands;
  private final Mailbox mailbox;

  CommandRoutes(Commands commands, Mailbox mailbox) {
    this.commands = commands;
    this.mailbox = mailbox;
  }

  List<Route> routes() {
    Route issue =
        Route.post(
                "/api/sessions/{id}/commands", "Tell the agent to do something", 201, this::issue)
            .takes("NewCommand")
            .gives("Command");
    Route poll =
        Route.get(
                "/api/sessions/{id}/commands",
                "The agent's poll for commands, leased until acknowledged",
                this::pollCommands,
                Route.Parameter.number("wait", "seconds to wait for one, 0 to 60"))
            .gives("CommandList");
    return List.of(
        issue,
        poll,
        issue.at("/api/commands/{id}/commands"),
        poll.at("/api/commands/{id}/commands"),
        Route.post("/api/commands/{id}/ack", "What became of a command", 200, this::acknowledge)
            .takes("Acknowledgement")
            .gives("Command"),
        Route.post("/api/sessions/{id}/input", "Send the agent a message", 201, this::input)
            .takes("NewMessage")
            .gives("Command"),
        Route.get(
                "/api/sessions/{id}/input",
                "The agent's poll for one message; 204 when none came",
                this::pollInput,
                Route.Parameter.number("timeout", "milliseconds to wait for one, 0 to 60000"))
            .answering(200, 204)
            .gives("Command"));
  }

  private Future<Reply> issue(Call call) {
    return call.await(commands.issue(call.sessionId(), call.json()))
        .map(command -> Reply.json(201, command));
  }

  private Future<Reply> acknowledge(Call call) {
    return call.await(commands.acknowledge(call.path("id"), call.json())).map(Reply::ok);
  }

  private Future<Reply> input(Call call) {
    return call.await(commands.input(call.sessionId(), call.json(), "api"))
        .map(command -> Reply.json(201, command));
  }

  private Future<Reply> pollCommands(Call call) {
    long waitMillis = 1_000 * call.query("wait", 0, 0, WAIT_MILLIS_MAX / 1_000);
    return poll(call, Want.COMMANDS, waitMillis, CommandRoutes::commands);
  }

  private Future<Reply> pollInput(Call call) {
    long waitMillis = call.query("timeout", 0, 0, WAIT_MILLIS_MAX);
    return poll(
        call,
        Want.INPUT,
        waitMillis,
        leased -> leased.isEmpty() ? Reply.noContent() : Reply.ok(leased.getFirst()));
  }

  private static Reply commands(List<Command> leased) {
    ObjectNode body = Json.object();
    body.putPOJO("commands", leased);
    return Reply.ok(body);
  }

  /** The lease is settled by how the writing of the answer ends. */
  private Future<Reply> poll(
      Call call, Want want, long waitMillis, Function<List<Command>, Reply> reply) {
    String sessionId = call.sessionId();
    if (call.isHead()) {
      // Whoever does not read the answer must not take what is in it.
      return Future.succeededFuture(reply.apply(List.of()));
    }
    return LongPoll.of(call, mailbox, sessionId)
        .until(
            (Mailbox.Lease lease) -> !lease.commands().isEmpty(),
            waitMillis,
            () -> call.await(mailbox.take(sessionId, want)))
        .map(lease -> {
          call.onWritten(written -> {
            if (written.succeeded()) {
              lease.delivered();
            } else {
              lease.released();
            }
          });
          return reply.apply(lease.commands());
        });
  }
}
