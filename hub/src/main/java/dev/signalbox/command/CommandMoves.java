package dev.signalbox.command;

import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.fold.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a session's commands stand, and the events that move them on. */
final class CommandMoves {
  private CommandMoves() {}

  /** Those that have not come to their end, by the order of the log. */
  static List<Command> unfinished(SessionState state, Predicate<Command> wanted) {
    return state.commands().inOrder().stream()
        .filter(it -> !it.status().isFinal())
        .filter(wanted)
        .toList();
  }

  static boolean isPause(Command command) {
    return command.type() == Command.Type.PAUSE;
  }

  static boolean isStop(Command command) {
    return command.type() == Command.Type.CANCEL || command.type() == Command.Type.ABORT;
  }

  /** Why a turn is stopped, for the agent and its terminal. */
  static String whyStopped(@Nullable String by, @Nullable String given) {
    String who = by == null ? "" : " by " + by;
    String why = given == null ? "" : ": " + given;
    return "Stopped" + who + " in Signalbox" + why;
  }

  static Event delivered(Command command, String at, Instant now) {
    return move("delivered", command, now, "at", at);
  }

  static Event acknowledged(Command command, Instant now) {
    return move("acknowledged", command, now, "at", null);
  }

  static Event expired(Command command, String error, Instant now) {
    return move("expired", command, now, "error", error);
  }

  private static Event move(
      String verb, Command command, Instant now, String name, @Nullable String value) {
    var body = Json.object().put("commandId", command.commandId());
    if (value != null) {
      body.put(name, value);
    }
    return Event.of("command:" + verb, command.sessionId(), now, body);
  }
}
