package dev.signalbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.Readers;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.fold.SessionState;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The people's side: issues commands and messages; and the agent's acknowledgement. Thread safe.
 */
public final class Commands {
  private static final String TYPES = "pause, resume, cancel, retry, skip or abort";

  private final Sequencer sequencer;
  private final Readers readers;
  private final SessionProjection projection;
  private final InstantSource clock;

  public Commands(
      Sequencer sequencer, Readers readers, SessionProjection projection, InstantSource clock) {
    this.sequencer = sequencer;
    this.readers = readers;
    this.projection = projection;
    this.clock = clock;
  }

  /**
   * Queues a command: {@code {"type":"retry","stepNumber":3}}, {@code
   * {"type":"abort","reason":"…"}}.
   */
  public CompletableFuture<Command> issue(String sessionId, ObjectNode request) {
    var fields = new Fields(request);
    String word = fields.firstText("type", "command");
    Command.Type type = type(word);
    if (type == Command.Type.RETRY || type == Command.Type.SKIP) {
      fields.requiredNumber("stepNumber");
    }
    ObjectNode body = Json.object().put("commandId", newId()).put("command", type.word());
    for (String name : List.of("stepNumber", "reason", "options", "by")) {
      JsonNode value = fields.json(name);
      if (value != null) {
        body.set(name, value);
      }
    }
    return append(sessionId, body, null);
  }

  /**
   * Queues a message: {@code {"input":"Use the staging database"}}. It also answers an ask that the
   * agent opened by saying that it waits; one that belongs to a tool call needs its own answer.
   */
  public CompletableFuture<Command> input(String sessionId, ObjectNode request, String source) {
    var fields = new Fields(request);
    JsonNode input = firstJson(fields, "input", "text", "message");
    if (input == null || (input.isTextual() && input.asText().isBlank())) {
      throw new InvalidEventException(
          "input", "required", "Expected input as a non-empty text or a JSON value");
    }
    ObjectNode body = Json.object().put("commandId", newId()).put("command", "input");
    body.set("input", input);
    String by = fields.firstText("by", "user");
    if (by != null) {
      body.put("by", by);
    }
    return append(sessionId, body, source);
  }

  /** The agent says what became of a command: {@code {"status":"failed","error":"…"}}. */
  public CompletableFuture<Command> acknowledge(String commandId, ObjectNode request) {
    var fields = new Fields(request);
    String status = fields.text("status");
    String verb =
        switch (status) {
          case null -> "acknowledged";
          case "acknowledged", "completed", "done" -> "acknowledged";
          case "failed" -> "failed";
          default ->
              throw new InvalidEventException(
                  "status",
                  "invalid",
                  "Expected status acknowledged or failed, but got " + Texts.line(status, 40));
        };
    ObjectNode body = Json.object().put("commandId", commandId);
    String error = fields.firstText("error", "message");
    if (error != null) {
      body.put("error", error);
    }
    return known(commandId)
        .thenCompose(command -> {
          Event moved = Event.of("command:" + verb, command.sessionId(), clock.instant(), body);
          return sequencer.append(
              List.of(moved),
              () -> {
                requireOpen(command);
                return List.of(moved);
              });
        })
        .thenCompose(done -> known(commandId));
  }

  private void requireOpen(Command command) throws SQLException {
    boolean isOpen =
        session(command.sessionId())
            .commands()
            .find(command.commandId())
            .filter(it -> !it.status().isFinal())
            .isPresent();
    if (!isOpen) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "command-finished",
          "Command " + command.commandId() + " is finished already");
    }
  }

  private CompletableFuture<Command> append(
      String sessionId, ObjectNode body, @Nullable String answersFrom) {
    String commandId = body.get("commandId").asText();
    Event issued = Event.of("command:issued", sessionId, clock.instant(), body);
    return sequencer
        .append(
            List.of(issued),
            () -> {
              SessionState session = session(sessionId);
              requireRunning(session);
              Capabilities.require(session.session(), body.path("command").asText());
              var events = new ArrayList<>(List.of(issued));
              boolean isForHooks = session.session().controls() != null;
              if (isForHooks) {
                events.addAll(AtOnce.of(session, body, clock.instant()));
              }
              if (answersFrom != null) {
                answer(session, body, answersFrom).ifPresent(events::add);
              }
              return events;
            })
        .thenCompose(done -> known(commandId));
  }

  private static void requireRunning(SessionState session) {
    if (session.session().status().isEnd()) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "session-ended",
          "Session %s has ended: nobody would take the command".formatted(session.session().id()));
    }
  }

  private Optional<Event> answer(SessionState session, ObjectNode body, String source) {
    return session.asks().inOrder().stream()
        .filter(this::isForMessage)
        .findFirst()
        .map(Ask::askId)
        .map(askId -> {
          ObjectNode fields = Json.object().put("askId", askId).put("source", source);
          fields.set("input", body.get("input"));
          if (body.has("by")) {
            fields.set("by", body.get("by"));
          }
          String sessionId = session.session().id();
          return Event.of("interaction:input-received", sessionId, clock.instant(), fields);
        });
  }

  /** Not what a program asks, what only a terminal can answer, or what is over in a moment. */
  private boolean isForMessage(Ask ask) {
    return ask.isOpen()
        && ask.answerable()
        && ask.toolName() == null
        && ask.leaseMs() == null
        && !ask.isLate(clock.instant());
  }

  private SessionState session(String sessionId) throws SQLException {
    return projection
        .state(sessionId)
        .orElseThrow(() -> RefusedException.unknownSession(sessionId));
  }

  private CompletableFuture<Command> known(String commandId) {
    return readers.read(handle ->
        CommandQueries.one(handle, commandId)
            .orElseThrow(() ->
                new RefusedException(
                    RefusedException.Kind.NOT_FOUND,
                    "unknown-command",
                    "There is no command " + Texts.line(commandId, 60))));
  }

  private static @Nullable JsonNode firstJson(Fields fields, String... names) {
    for (String name : names) {
      JsonNode value = fields.json(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static Command.Type type(@Nullable String word) {
    for (Command.Type type : Command.Type.values()) {
      if (type != Command.Type.INPUT
          && word != null
          && type.word().equals(word.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new InvalidEventException(
        "type",
        "invalid",
        "Expected type "
            + TYPES
            + ", but got "
            + (word == null ? "nothing" : Texts.line(word, 40)));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
