package dev.signalbox.cli.session;

import dev.signalbox.cli.terminal.Program;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubProblemException;
import dev.signalbox.client.SessionPage;
import dev.signalbox.client.SessionQuery;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the one session that somebody means by an id, words of a title, or the beginning of an id:
 * that only among the most recent ones.
 */
public final class SessionChoice {
  private static final int SHOWN_MAX = 5;
  private static final int NOT_FOUND = 404;

  private SessionChoice() {}

  /**
   * The session.
   *
   * @throws NoSuchSessionException when there is none, or more than one
   */
  public static Session find(HubClient client, String text) throws InterruptedException {
    Optional<Session> exact = byId(client, text);
    if (exact.isPresent()) {
      return exact.get();
    }
    SessionPage recent = client.sessions(SessionQuery.ALL);
    SessionPage matching = client.sessions(SessionQuery.ALL.with(text));
    List<Session> found =
        onceEach(
            Stream.concat(
                recent.sessions().stream().filter(it -> it.id().startsWith(text)),
                matching.sessions().stream()));
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new NoSuchSessionException(
        found.isEmpty()
            ? "There is no session '"
                + SessionText.word(text)
                + "'. See: "
                + Program.command("sessions")
            : found.size() + " sessions match '" + SessionText.word(text) + "': " + some(found));
  }

  private static Optional<Session> byId(HubClient client, String text) throws InterruptedException {
    if (!Event.SESSION_ID.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(client.session(text).session());
    } catch (HubProblemException e) {
      if (e.problem().status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A session that changes meanwhile is not the same in two answers. */
  private static List<Session> onceEach(Stream<Session> sessions) {
    Map<String, Session> once = new LinkedHashMap<>();
    sessions.forEach(session -> once.putIfAbsent(session.id(), session));
    return List.copyOf(once.values());
  }

  private static String some(List<Session> found) {
    return found.stream()
        .limit(SHOWN_MAX)
        .map(it -> SessionText.word(it.id()) + " (" + SessionText.title(it) + ")")
        .collect(Collectors.joining(", ", "", found.size() > SHOWN_MAX ? ", …" : ""));
  }
}
