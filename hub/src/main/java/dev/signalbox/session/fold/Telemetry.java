package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;

/** Tells what telemetry told from what an agent's hooks, or a program, reported. */
final class Telemetry {
  /** What such an event says in {@code via}. */
  private static final String VIA = "otlp";

  private Telemetry() {}

  static boolean isFrom(Event event) {
    return VIA.equals(new Fields(event.body()).text("via"));
  }

  /** Whether the event shows that somebody else than telemetry reports what the agent does. */
  static boolean reports(Event event) {
    return isOfAgent(event.detail()) && !isFrom(event);
  }

  private static boolean isOfAgent(Detail detail) {
    return switch (detail) {
      case Detail.SessionStarted started -> !started.inferred();
      case Detail.SessionIdle _,
          Detail.UserMessage _,
          Detail.AssistantMessage _,
          Detail.ToolStarted _,
          Detail.ToolEnded _,
          Detail.AgentStarted _,
          Detail.AgentStopped _,
          Detail.AwaitingInput _ ->
          true;
      case Detail.SessionUpdated _,
          Detail.SessionEnded _,
          Detail.SessionLost _,
          Detail.SessionDeleted _,
          Detail.ChainCompiled _,
          Detail.ChainStarted _,
          Detail.ChainCompleted _,
          Detail.StepStarted _,
          Detail.StepEnded _,
          Detail.UsageRecorded _,
          Detail.InputReceived _,
          Detail.Waited _,
          Detail.CommandIssued _,
          Detail.CommandMoved _,
          Detail.Other _ ->
          false;
    };
  }
}
