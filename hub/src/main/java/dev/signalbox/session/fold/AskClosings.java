package dev.signalbox.session.fold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.Optional;

/**
 * Says of every ask that something else ends that it has ended, and why: a call that has run, a
 * turn that is over. Whoever shows or holds an ask hears of its end by an event of its own.
 */
public final class AskClosings {
  private AskClosings() {}

  /** The events to log before this one: one for each ask that it ends without naming it. */
  public static List<Event> before(SessionState state, LoggedEvent logged) {
    List<Ask> open = state.asks().inOrder().stream().filter(Ask::isOpen).toList();
    Detail detail = logged.event().detail();
    if (open.isEmpty() || detail instanceof Detail.InputReceived) {
      return List.of();
    }
    Optional<SessionState> after = SessionFold.fold(state, logged);
    return after.stream()
        .flatMap(it -> open.stream().filter(ask -> isOver(it, ask)))
        .map(ask -> closing(ask, logged.event()))
        .toList();
  }

  private static boolean isOver(SessionState after, Ask ask) {
    return after.asks().find(ask.askId()).filter(Ask::isOpen).isEmpty();
  }

  private static Event closing(Ask ask, Event cause) {
    boolean isByPerson =
        switch (cause.detail()) {
          case Detail.ToolEnded _, Detail.ToolStarted _, Detail.UserMessage _ -> true;
          default -> false;
        };
    ObjectNode body = Json.object().put("askId", ask.askId()).put("decision", "closed");
    if (ask.agentId() != null) {
      body.put("agentId", ask.agentId());
    }
    body.put("source", isByPerson ? "terminal" : "hub").put("reason", reason(cause.detail()));
    return Event.of("interaction:input-received", ask.sessionId(), cause.timestamp(), body);
  }

  private static String reason(Detail cause) {
    return switch (cause) {
      case Detail.ToolEnded ended when ended.failed() ->
          "Answered in the terminal: the call has failed, or was denied";
      case Detail.ToolEnded _ -> "Answered in the terminal: the call has run";
      case Detail.ToolStarted _ -> "Answered in the terminal: the agent went on";
      case Detail.UserMessage _ -> "Answered in the terminal: the person went on";
      case Detail.SessionIdle _ -> "The turn is over";
      case Detail.AgentStopped _ -> "The subagent has stopped";
      case Detail.SessionLost _ -> "The agent is gone";
      case Detail.SessionEnded _, Detail.SessionUpdated _ -> "The session has ended";
      case Detail.SessionStarted _,
          Detail.SessionDeleted _,
          Detail.ChainCompiled _,
          Detail.ChainStarted _,
          Detail.ChainCompleted _,
          Detail.StepStarted _,
          Detail.StepEnded _,
          Detail.AssistantMessage _,
          Detail.AgentStarted _,
          Detail.UsageRecorded _,
          Detail.AwaitingInput _,
          Detail.InputReceived _,
          Detail.Waited _,
          Detail.CommandIssued _,
          Detail.CommandMoved _,
          Detail.Other _ ->
          throw new IllegalStateException("Expected an end, but got " + cause);
    };
  }
}
