package dev.signalbox.cli.session;

import dev.signalbox.client.HubClient;
import dev.signalbox.client.SessionPage;
import dev.signalbox.client.SessionQuery;
import dev.signalbox.protocol.Session;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the one session that somebody means by an id, the beginning of one, or words of a title.
 */
public final class SessionChoice {
  private static final int SHOWN_MAX = 5;

  private SessionChoice() {}

  /**
   * The session.
   *
   * @throws NoSuchSessionException when there is none, or more than one
   */
  public static Session find(HubClient client, String text) throws InterruptedException {
    SessionPage recent = client.sessions(SessionQuery.ALL);
    SessionPage matching = client.sessions(SessionQuery.ALL.with(text));
    List<Session> found =
        Stream.concat(
                recent.sessions().stream().filter(it -> it.id().startsWith(text)),
                matching.sessions().stream())
            .distinct()
            .toList();
    List<Session> exact = found.stream().filter(it -> it.id().equals(text)).toList();
    if (exact.size() + found.size() == 1 || exact.size() == 1) {
      return exact.isEmpty() ? found.getFirst() : exact.getFirst();
    }
    throw new NoSuchSessionException(
        found.isEmpty()
            ? "There is no session '" + SessionText.word(text) + "'. See: signalbox sessions"
            : found.size() + " sessions match '" + SessionText.word(text) + "': " + some(found));
  }

  private static String some(List<Session> found) {
    return found.stream()
        .limit(SHOWN_MAX)
        .map(it -> SessionText.word(it.id()) + " (" + SessionText.title(it) + ")")
        .collect(Collectors.joining(", ", "", found.size() > SHOWN_MAX ? ", …" : ""));
  }
}
