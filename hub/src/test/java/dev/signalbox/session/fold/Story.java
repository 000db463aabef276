package dev.signalbox.session.fold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Subagent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One session told event by event, folded without any store. Each event comes a second after the
 * one before; fields are JSON with single quotes.
 */
final class Story {
  static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  private long sequence;
  private Instant now = BEGIN;
  private @Nullable SessionState state;

  /** A session that has just started in {@code /srv/app}. */
  static Story started() {
    return new Story().tell("session:started", "{'cwd':'/srv/app','user':'ana'}");
  }

  Story tell(String type) {
    return tell(type, "{}");
  }

  Story tell(String type, String fields) {
    return tellAt(now, type, fields);
  }

  /** An event that says it happened at another time than it is received. */
  Story tellAt(Instant timestamp, String type, String fields) {
    Event event = Event.of(type, "s1", timestamp, json(fields));
    sequence++;
    var logged = new LoggedEvent(sequence, now, event);
    state =
        (state == null ? SessionFold.start(logged) : SessionFold.fold(state, logged)).orElse(null);
    now = now.plusSeconds(1);
    return this;
  }

  Story pause(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  /** Forgets what is only in the store, as after a commit. */
  Story save() {
    state = state().saved();
    return this;
  }

  Instant now() {
    return now;
  }

  boolean isOver() {
    return state == null;
  }

  SessionState state() {
    return Objects.requireNonNull(state, "The session was deleted");
  }

  /** The agent's, as far as it is known. */
  @Nullable AgentProcess process() {
    return Objects.requireNonNull(state).carry().process();
  }

  Session session() {
    return state().session();
  }

  Chain chain(String chainId) {
    return state().chains().find(chainId).orElseThrow();
  }

  Step step(String chainId, int stepNumber) {
    return state().steps().find(new StepKey(chainId, stepNumber)).orElseThrow();
  }

  Subagent subagent(String agentId) {
    return state().subagents().find(agentId).orElseThrow();
  }

  Ask ask(String askId) {
    return state().asks().find(askId).orElseThrow();
  }

  Command command(String commandId) {
    return state().commands().find(commandId).orElseThrow();
  }

  static ObjectNode json(String singleQuoted) {
    try {
      return (ObjectNode)
          Json.tree(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
