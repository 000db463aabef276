package dev.signalbox;

import dev.signalbox.LogTruth.Form;
import dev.signalbox.Recording.Item;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds one connection against the log (P4): every event that its subscriptions let through, once,
 * in order, in the right form, or an explicit gap. It follows the recording as the protocol says
 * that a client may: {@code reached} is the live stream's place in the log, replays lie behind it.
 */
final class DeliveryCheck {
  private final Recording recording;
  private final LogTruth log;
  private final Wanted wanted;
  private final Queue<Item> unanswered = new ArrayDeque<>();
  private final Queue<Replay> replays = new ArrayDeque<>();
  private final Set<Long> gotWhole = new HashSet<>();
  private boolean isGreeted;
  private long reached;

  /** Older events of a subscription, in {@code (reached, upTo]}. */
  private static final class Replay {
    private final String sessionId;
    private final long upTo;
    private long reached;

    Replay(String sessionId, long since, long upTo) {
      this.sessionId = sessionId;
      this.reached = since;
      this.upTo = upTo;
    }
  }

  private DeliveryCheck(Recording recording, LogTruth log) {
    this.recording = recording;
    this.log = log;
    this.wanted = new Wanted(recording.sessions());
  }

  /** Fails with what is missing, double or out of order. */
  static void check(Recording recording, LogTruth log) {
    var check = new DeliveryCheck(recording, log);
    int count = 0;
    for (Item item : recording.items()) {
      count++;
      try {
        check.follow(item);
      } catch (AssertionError e) {
        throw new AssertionError(
            "%s, item %d of %d, %s: %s"
                .formatted(recording.name(), count, recording.items().size(), item, e.getMessage()),
            e);
      }
    }
  }

  private void follow(Item item) {
    switch (item) {
      case Item.Subscribed _, Item.Pinged _ -> unanswered.add(item);
      case Item.Unsubscribed unsubscribed -> {
        wanted.mayEnd(unsubscribed.sessionId());
        unanswered.add(item);
      }
      case Item.Got got when !isGreeted -> greeted(got.message());
      case Item.Got got -> got(got.message());
    }
  }

  private void greeted(Received greeting) {
    isGreeted = true;
    require(greeting.type().equals("subscription_confirmed"), "Expected the greeting first");
    require(greeting.json().path("recovered").asBoolean(), "Nothing is missing here");
    reached = greeting.sequence();
    require(
        recording.since() == null || recording.since().equals(greeting.position()),
        "Expected to begin at " + recording.since());
  }

  private void got(Received message) {
    switch (message.type()) {
      case "subscription_confirmed" -> confirmed(message);
      case "error" -> refused(message);
      case "pong" -> ponged();
      case "event" -> event(message);
      case "session" -> {
        require(message.sequence() >= reached, "It has been further already");
        advance(message.sequence());
      }
      case "caught_up" -> {
        advance(message.sequence());
        require(message.sequence() == reached, "It has been further already");
      }
      default -> throw new AssertionError("Unexpected");
    }
  }

  private void confirmed(Received message) {
    Item.Subscribed asked = answered(Item.Subscribed.class);
    String sessionId = message.sessionId();
    require(asked.sessionId().equals(sessionId), "Expected the answer to " + asked);
    require(message.json().path("recovered").asBoolean(), "Nothing is missing here");
    long here = message.sequence();
    skip(here);
    require(here == reached, "The connection was further already, at " + reached);
    wanted.begin(sessionId);
    long since = asked.since() == null ? here : asked.since().sequence();
    replay(sessionId, Math.min(since, takeBack(sessionId)), here);
  }

  private void replay(String sessionId, long since, long upTo) {
    if (since < upTo) {
      replays.add(new Replay(sessionId, since, upTo));
    }
  }

  /**
   * What still waits for a session that is asked for again comes with the new one, behind others.
   */
  private long takeBack(String sessionId) {
    long reached = Long.MAX_VALUE;
    for (Replay replay : List.copyOf(replays)) {
      if (replay.sessionId.equals(sessionId)) {
        reached = Math.min(reached, replay.reached);
        replays.remove(replay);
      }
    }
    return reached;
  }

  private void refused(Received message) {
    Item.Subscribed asked = answered(Item.Subscribed.class);
    require(asked.sessionId().equals(message.sessionId()), "Expected the answer to " + asked);
  }

  private void ponged() {
    if (unanswered.peek() instanceof Item.Unsubscribed ended) {
      unanswered.remove();
      wanted.end(ended.sessionId());
      replays.removeIf(replay -> replay.sessionId.equals(ended.sessionId()));
    }
    answered(Item.Pinged.class);
  }

  private void event(Received message) {
    long sequence = message.sequence();
    Received event = log.at(sequence);
    Form form = event == null ? null : LogTruth.formOf(message, event);
    if (sequence > reached) {
      live(message, event, form);
    } else {
      replayed(message, form);
    }
    // Of a step that is gone with its session, nobody can say any more whether it was whole.
    boolean mayBeReduced =
        event == null && message.payload().path("type").asText().startsWith("step");
    if (form != Form.REDUCED && !mayBeReduced) {
      require(gotWhole.add(sequence), "It came before");
    }
  }

  private void live(Received message, @Nullable Received event, @Nullable Form form) {
    advance(message.sequence() - 1);
    reached = message.sequence();
    if (event == null) {
      return;
    }
    boolean isWanted = wanted.mayWant(event.sessionId());
    require(isWanted || form == LogTruth.inTheLobby(event), "Nobody asked for that");
    if (form != Form.WHOLE) {
      wanted.requireEnded(event.sessionId());
    }
  }

  private void replayed(Received message, @Nullable Form form) {
    require(form != Form.REDUCED, "A replay is whole");
    long sequence = message.sequence();
    for (Replay replay = replays.peek(); replay != null; replay = replays.peek()) {
      if (covers(replay, message) && sequence > replay.reached && sequence <= replay.upTo) {
        requireReplayed(replay, sequence - 1);
        replay.reached = sequence;
        return;
      }
      requireReplayed(replay, replay.upTo);
      replays.remove();
    }
    throw new AssertionError("Out of order: the connection was at " + reached);
  }

  /** The live stream goes on, so all replays are over. */
  private void advance(long upTo) {
    if (upTo > reached) {
      while (!replays.isEmpty()) {
        requireReplayed(replays.peek(), replays.remove().upTo);
      }
    }
    skip(upTo);
  }

  /** Nothing came of what lies before, so nothing there was wanted. */
  private void skip(long upTo) {
    for (Received event : log.between(reached, upTo)) {
      require(LogTruth.inTheLobby(event) == Form.NOTHING, "Missing " + event);
      wanted.requireEnded(event.sessionId());
    }
    reached = Math.max(reached, upTo);
  }

  /** An unsubscribe that was not answered yet may have ended the replay anywhere. */
  private void requireReplayed(Replay replay, long upTo) {
    if (wanted.isEnding(replay.sessionId)) {
      return;
    }
    for (Received event : log.between(replay.reached, upTo)) {
      require(
          !covers(replay, event) || gotWhole.contains(event.sequence()), "Not replayed: " + event);
    }
  }

  private static boolean covers(Replay replay, Received event) {
    return replay.sessionId.equals("*") || replay.sessionId.equals(event.sessionId());
  }

  private <T extends Item> T answered(Class<T> type) {
    Item asked = unanswered.poll();
    require(type.isInstance(asked), "Expected the answer to " + asked);
    return type.cast(asked);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
