package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.Recording.Item;
import dev.signalbox.protocol.Position;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client that behaves badly at random: it breaks its connection, comes back with its position,
 * reads slowly, subscribes and unsubscribes. It records everything. Used by one thread.
 */
final class RandomClient {
  /** Messages that say how far the client has come. */
  private static final Set<String> PLACES = Set.of("event", "session", "caught_up");

  private static final Duration MOMENT = Duration.ofMillis(20);

  /** In so many moments the calmest client breaks its connection once. */
  private static final int MOMENTS = 400;

  private static final int RESTLESSNESS_MAX = 30;

  /** Two messages at a time, and at most fifty a second. */
  private static final long NANOS_BETWEEN_REQUESTS = Duration.ofMillis(50).toNanos();

  private final TestHub hub;
  private final String name;
  private final Kind kind;
  private final Random random;

  /** How often it breaks its connection, in {@link #MOMENTS}. */
  private final int restlessness;

  private final List<Recording> recordings = new ArrayList<>();
  private final Map<String, JsonNode> sessions = new TreeMap<>();
  private @Nullable LiveClient connection;
  private @Nullable Position position;
  private long lastRequest;
  private int momentsToPause;

  /** How it connects, and whether it keeps the sessions' summaries. */
  enum Kind {
    SOCKET(""),
    SOCKET_WITH_SESSIONS("&view=sessions"),
    STREAM(""),
    STREAM_WITH_SESSIONS("&view=sessions");

    private final String view;

    Kind(String view) {
      this.view = view;
    }

    boolean keepsSessions() {
      return !view.isEmpty();
    }

    LiveClient open(TestHub hub, String query) {
      return switch (this) {
        case SOCKET, SOCKET_WITH_SESSIONS -> hub.socket(query + view);
        case STREAM, STREAM_WITH_SESSIONS -> hub.stream(query + view);
      };
    }
  }

  RandomClient(TestHub hub, String name, Kind kind, long seed) {
    this.hub = hub;
    this.name = name;
    this.kind = kind;
    this.random = new Random(seed);
    this.restlessness = 1 + random.nextInt(RESTLESSNESS_MAX);
  }

  @Override
  public String toString() {
    return name + ", " + kind + ", " + recordings.size() + " connections";
  }

  Kind kind() {
    return kind;
  }

  List<Recording> recordings() {
    return recordings;
  }

  /** What it holds by its summaries. */
  Map<String, JsonNode> sessions() {
    return sessions;
  }

  /** Connects when it is not connected; otherwise listens for a moment, and may do something. */
  void live() {
    LiveClient client = connected();
    if (client == null) {
      return;
    }
    listen(client);
    if (--momentsToPause == 0) {
      client.resume();
    }
    if (random.nextInt(MOMENTS) < restlessness) {
      drop(client);
      return;
    }
    int whim = random.nextInt(MOMENTS);
    if (whim < 3) {
      client.pause();
      momentsToPause = 1 + random.nextInt(40);
    } else if (whim < 80 && client instanceof SocketClient socket) {
      request(socket, whim);
    }
  }

  /**
   * Reads until it has all up to the newest event of a session of its own, with that session's
   * summary when it keeps them; however often the connection breaks.
   */
  void finish(String sessionId, long last) {
    long deadline = System.nanoTime() + Inbox.PATIENCE.toNanos();
    while (position == null
        || position.sequence() < last
        || (kind.keepsSessions() && !sessions.containsKey(sessionId))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(name + " has come to " + position + " of " + last);
      }
      LiveClient client = connected();
      if (client != null) {
        client.resume();
        listen(client);
      }
    }
  }

  private @Nullable LiveClient connected() {
    if (connection != null && connection.inbox().isAtEnd()) {
      drop(connection);
    }
    if (connection == null) {
      connection = connect();
    }
    return connection;
  }

  /** Null when the hub is away; then it tries again. */
  private @Nullable LiveClient connect() {
    try {
      if (position == null && kind.keepsSessions()) {
        takeSnapshot();
      }
      Set<String> wanted = anySubscriptions();
      String query = "?sessions=" + String.join(",", wanted);
      String since = position == null ? "" : "&since=" + position;
      LiveClient client = kind.open(hub, query + since);
      String number = name + " connection " + (recordings.size() + 1);
      recordings.add(Recording.begin(number, position, wanted));
      return client;
    } catch (CompletionException | UncheckedIOException e) {
      return null;
    }
  }

  private void takeSnapshot() {
    JsonNode snapshot = hub.get("/api/sessions?limit=500").body();
    if (!snapshot.has("position")) {
      return;
    }
    snapshot.path("sessions").forEach(it -> sessions.put(it.path("id").asText(), it));
    position = Position.parse(snapshot.path("position").asText());
  }

  private void drop(LiveClient client) {
    client.close();
    connection = null;
    momentsToPause = 0;
  }

  private void listen(LiveClient client) {
    Optional<Received> next = client.inbox().poll(MOMENT);
    for (int i = 0; next.isPresent() && i < 100; i++) {
      hear(next.get());
      next = client.inbox().poll(Duration.ZERO);
    }
    next.ifPresent(this::hear);
  }

  private void hear(Received message) {
    recordings.getLast().items().add(new Item.Got(message));
    if (!PLACES.contains(message.type())) {
      return;
    }
    boolean isNews = position == null || position.sequence() < message.sequence();
    if (message.type().equals("session")) {
      sessions.put(message.sessionId(), message.payload());
    } else if (isNews && Received.event("session:deleted").test(message)) {
      sessions.remove(message.sessionId());
    }
    if (isNews) {
      position = message.position();
    }
  }

  private void request(SocketClient socket, int whim) {
    if (System.nanoTime() - lastRequest < NANOS_BETWEEN_REQUESTS) {
      return;
    }
    lastRequest = System.nanoTime();
    String sessionId = random.nextInt(8) == 0 ? "*" : RandomWriter.anySession(random);
    List<Item> items = recordings.getLast().items();
    try {
      if (whim % 3 == 0) {
        items.add(new Item.Unsubscribed(sessionId));
        items.add(new Item.Pinged());
        socket.unsubscribe(sessionId);
        socket.say("{'type':'ping'}");
        return;
      }
      Position since = anySince();
      items.add(new Item.Subscribed(sessionId, since));
      if (since == null) {
        socket.subscribe(sessionId);
      } else {
        socket.subscribe(sessionId, since);
      }
    } catch (CompletionException | UncheckedIOException e) {
      drop(socket);
    }
  }

  private @Nullable Position anySince() {
    if (position == null || random.nextInt(4) == 0) {
      return null;
    }
    long back = random.nextInt(4) == 0 ? position.sequence() : random.nextInt(2_000);
    return position.at(Math.max(0, position.sequence() - back));
  }

  private Set<String> anySubscriptions() {
    return switch (random.nextInt(4)) {
      case 0 -> Set.of();
      case 1 -> Set.of("*");
      default ->
          random
              .ints(1 + random.nextInt(3))
              .mapToObj(ignored -> RandomWriter.anySession(random))
              .collect(Collectors.toCollection(HashSet::new));
    };
  }
}
