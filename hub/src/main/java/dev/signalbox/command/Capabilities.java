package dev.signalbox.command;

import dev.signalbox.log.RefusedException;
import dev.signalbox.protocol.Session;
import java.util.List;

/** What an agent can be told: nothing is queued that nobody will ever take. */
final class Capabilities {
  private Capabilities() {}

  /** Fails when the session's agent cannot be told so, or not now. */
  static void require(Session session, String command) {
    List<String> controls = session.controls();
    if (controls == null) {
      return;
    }
    String agent = session.agent() == null ? "Its agent" : session.agent();
    if (!controls.contains(word(command))) {
      List<String> told = controls.stream().filter(it -> !it.equals("answer")).toList();
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "unsupported-command",
          told.isEmpty()
              ? agent + " cannot be told anything from here"
              : "%s can be told %s from here, but not %s"
                  .formatted(agent, String.join(", ", told), command));
    }
    boolean isForTurn = command.equals("cancel") || command.equals("abort");
    if (isForTurn && session.state() == Session.State.IDLE) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "nothing-to-cancel",
          "The session is idle: no turn is under way");
    }
  }

  private static String word(String command) {
    return switch (command) {
      case "input" -> "message";
      case "resume" -> "pause";
      default -> command;
    };
  }
}
