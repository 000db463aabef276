package dev.signalbox.session.fold;

import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Command.Status;
import dev.signalbox.protocol.Detail;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules for {@code command:*}. A command only ever moves forward, and ends once. */
final class CommandFold {
  private CommandFold() {}

  static void issued(SessionDraft draft, Detail.CommandIssued issued) {
    Command.Type type = type(issued.command());
    if (type == null || unfinished(draft, issued.commandId()) != null) {
      return;
    }
    var command =
        new Command(
            issued.commandId(),
            draft.event.sessionId(),
            type,
            issued.stepNumber(),
            issued.reason(),
            issued.options(),
            issued.input(),
            Status.QUEUED,
            draft.at,
            null,
            null,
            null,
            issued.by(),
            null);
    draft.commands = draft.commands.with(issued.commandId(), draft.logged.sequence(), command);
    if (draft.isEnded()) {
      expire(draft, command);
    }
  }

  static void moved(SessionDraft draft, Detail.CommandMoved moved) {
    Command command = unfinished(draft, moved.commandId());
    if (command != null && command.status().compareTo(moved.status()) < 0) {
      move(draft, command, moved);
    }
  }

  /** Nobody will take them any more. */
  static void expireAll(SessionDraft draft) {
    for (Command command : draft.commands.inOrder()) {
      if (!command.status().isFinal()) {
        expire(draft, command);
      }
    }
  }

  /** Whether it is told to pause, and not yet to go on. */
  static boolean isPaused(Parts<String, Command> commands) {
    return commands.size() > 0
        && commands.inOrder().stream()
            .anyMatch(it -> it.type() == Command.Type.PAUSE && !it.status().isFinal());
  }

  private static void expire(SessionDraft draft, Command command) {
    move(
        draft,
        command,
        new Detail.CommandMoved(
            command.commandId(), Status.EXPIRED, "The session has ended", null));
  }

  /** The kind of a command, or null when nobody knows the word. */
  static Command.@Nullable Type type(@Nullable String word) {
    for (Command.Type type : Command.Type.values()) {
      if (word != null && type.word().equals(word.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    return null;
  }

  /** Finished commands may still be there until they are stored: they must not matter. */
  private static @Nullable Command unfinished(SessionDraft draft, String commandId) {
    return draft.commands.find(commandId).filter(it -> !it.status().isFinal()).orElse(null);
  }

  private static void move(SessionDraft draft, Command command, Detail.CommandMoved moved) {
    Status status = moved.status();
    Instant at = draft.at.isBefore(command.issuedAt()) ? command.issuedAt() : draft.at;
    draft.commands =
        draft.commands.changed(
            command.commandId(),
            new Command(
                command.commandId(),
                command.sessionId(),
                command.type(),
                command.stepNumber(),
                command.reason(),
                command.options(),
                command.input(),
                status,
                command.issuedAt(),
                status == Status.DELIVERED ? at : command.deliveredAt(),
                status.isFinal() ? at : null,
                moved.error(),
                command.by(),
                moved.at() == null ? command.at() : moved.at()));
  }
}
