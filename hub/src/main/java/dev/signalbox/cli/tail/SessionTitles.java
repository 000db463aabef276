package dev.signalbox.cli.tail;

import dev.signalbox.cli.session.SessionText;
import dev.signalbox.protocol.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** What sessions are called, of those that were active lately. Used by one thread at a time. */
public final class SessionTitles {
  private static final int SESSIONS_MAX = 5_000;

  private final Map<String, String> titles =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > SESSIONS_MAX;
        }
      };

  public void note(Session session) {
    titles.put(session.id(), SessionText.title(session));
  }

  /** The title, or the beginning of the id of one that is not known. */
  String of(String sessionId) {
    return titles.getOrDefault(sessionId, SessionText.shortId(sessionId));
  }
}
