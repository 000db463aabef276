package dev.signalbox.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.fold.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command brings about without its agent, where hooks ask for orders. It is logged with the
 * command.
 */
final class AtOnce {
  private AtOnce() {}

  /**
   * Nothing, for commands that wait for the agent.
   *
   * @param command the body of {@code command:issued}
   */
  static List<Event> of(SessionState state, ObjectNode command, Instant now) {
    return switch (command.path("command").asText()) {
      case "resume" -> resume(state, command.path("commandId").asText(), now);
      case "cancel", "abort" -> stopAsks(state, command, now);
      default -> List.of();
    };
  }

  private static List<Event> resume(SessionState state, String commandId, Instant now) {
    List<Command> pauses = CommandMoves.unfinished(state, CommandMoves::isPause);
    var body = Json.object().put("commandId", commandId);
    if (pauses.isEmpty()) {
      body.put("error", "It is not paused");
    }
    String verb = pauses.isEmpty() ? "failed" : "acknowledged";
    var events = new ArrayList<Event>();
    pauses.forEach(pause -> events.add(CommandMoves.acknowledged(pause, now)));
    events.add(Event.of("command:" + verb, state.session().id(), now, body));
    return events;
  }

  /** Whoever waits for an answer is to stop, too: {@code stop} tells its hook how to say no. */
  private static List<Event> stopAsks(SessionState state, ObjectNode command, Instant now) {
    String by = command.path("by").textValue();
    String why = CommandMoves.whyStopped(by, command.path("reason").textValue());
    return state.asks().inOrder().stream()
        .filter(ask -> ask.isOpen() && ask.answerable() && ask.holder() != null)
        .map(ask -> {
          ObjectNode body = no(ask).put("message", why);
          if (by != null) {
            body.put("by", by);
          }
          return Event.of("interaction:input-received", ask.sessionId(), now, body);
        })
        .toList();
  }

  private static ObjectNode no(Ask ask) {
    var body = Json.object().put("askId", ask.askId()).put("decision", "deny");
    if (ask.agentId() != null) {
      body.put("agentId", ask.agentId());
    }
    return body.put("source", "hub").put("stop", true);
  }
}
