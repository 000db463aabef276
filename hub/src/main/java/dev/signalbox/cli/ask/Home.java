package dev.signalbox.cli.ask;

import dev.signalbox.cli.session.SessionChoice;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubProblemException;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.TimeOrderedId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The session in which a script asks: the one that is named, or that of the agent that runs the
 * script, or one of its own.
 *
 * @param id of the session
 * @param isOwn whether it ends with the script
 */
record Home(String id, boolean isOwn) {
  /** Names a session for all commands of a script. */
  static final String VARIABLE = "SIGNALBOX_SESSION";

  /** Set by agents for the commands that they run. */
  private static final List<String> AGENTS = List.of("CLAUDE_CODE_SESSION_ID", "CODEX_THREAD_ID");

  private static final int NOT_FOUND = 404;

  /**
   * Finds it. May be called again when it failed.
   *
   * @param named by an option; null when it was not
   * @param environment the value of a variable; null when it is not set
   * @throws dev.signalbox.cli.session.NoSuchSessionException when the one that is named is not
   *     there
   */
  static Optional<Home> find(
      HubClient client, @Nullable String named, Function<String, @Nullable String> environment)
      throws InterruptedException {
    String wanted = named == null ? environment.apply(VARIABLE) : named;
    if (wanted != null && !wanted.isBlank()) {
      return Optional.of(new Home(SessionChoice.find(client, wanted).id(), false));
    }
    for (String variable : AGENTS) {
      String id = environment.apply(variable);
      if (id != null && Event.SESSION_ID.matcher(id).matches() && isThere(client, id)) {
        return Optional.of(new Home(id, false));
      }
    }
    return Optional.empty();
  }

  /** One that is yet to {@link #begin}. */
  static Home own() {
    return new Home(TimeOrderedId.next(Instant.now()), true);
  }

  /** Begins it, if it is the script's own. May be called again. */
  void begin(HubClient client, Place place, String title) throws InterruptedException {
    if (isOwn) {
      client.post("/api/sessions", place.session(id, title));
    }
  }

  /** Ends it, if it is the script's own. */
  void end(HubClient client, String reason) throws InterruptedException {
    if (isOwn) {
      client.patch(path(id), Json.object().put("status", "completed").put("endReason", reason));
    }
  }

  private static boolean isThere(HubClient client, String id) throws InterruptedException {
    try {
      client.get(path(id));
      return true;
    } catch (HubProblemException e) {
      if (e.problem().status() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static String path(String id) {
    return "/api/sessions/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
