package dev.signalbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Command;
import java.util.List;

/** What a poller asks for. */
public enum Want {
  /** Everything but messages; all at once; again until acknowledged. */
  COMMANDS,
  /** The oldest message, once. */
  INPUT,
  /** The oldest messages, as many as an agent reads at once; each once. */
  MESSAGES;

  /** What hooks say together, in characters: agents cut it at 10,000. */
  private static final int MESSAGES_CHARS_MAX = 9_000;

  /** What is said around each message: whose it is. */
  private static final int FRAME_CHARS = 300;

  boolean includes(Command command) {
    boolean isInput = command.type() == Command.Type.INPUT;
    return switch (this) {
      case COMMANDS -> !isInput;
      case INPUT, MESSAGES -> isInput && command.status() == Command.Status.QUEUED;
    };
  }

  /** An agent that polls for messages again has had this one before. */
  boolean confirms(Command command) {
    return this != COMMANDS
        && command.type() == Command.Type.INPUT
        && command.status() == Command.Status.DELIVERED;
  }

  /** Those of the first that are handed out together. */
  List<Command> first(List<Command> wanted) {
    return switch (this) {
      case COMMANDS -> wanted;
      case INPUT -> wanted.subList(0, Math.min(1, wanted.size()));
      case MESSAGES -> wanted.subList(0, fitting(wanted));
    };
  }

  /** One that is too long by itself is said alone. */
  private static int fitting(List<Command> messages) {
    int count = 0;
    int chars = 0;
    for (Command message : messages) {
      chars += FRAME_CHARS + length(message);
      if (count > 0 && chars > MESSAGES_CHARS_MAX) {
        break;
      }
      count++;
    }
    return count;
  }

  private static int length(Command message) {
    JsonNode input = message.input();
    if (input == null) {
      return 0;
    }
    return input.isTextual() ? input.textValue().length() : input.toString().length();
  }
}
