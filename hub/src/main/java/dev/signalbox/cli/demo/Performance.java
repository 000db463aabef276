package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.demo.Scene.Cue;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Session;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scene, staged as a session of its own.
 *
 * @param sessionId {@code demo-refunds-t3k9x1}: the same scene is never played twice under one
 * @param shift seconds by which it begins later than its scene says
 */
record Performance(Scene scene, String sessionId, double shift) {
  /** Begins the ids of all sessions of demos, and perhaps of others. */
  private static final String PREFIX = "demo-";

  /** In the metadata of all sessions of demos, and of no others. */
  private static final String MARK = "signalboxDemo";

  /** Between the beginnings of a scene and the next one of the same. */
  private static final double ENCORE_SECONDS = 7;

  /** Ids that must be unique beyond their session. */
  private static final List<String> IDS = List.of("toolUseId", "askId", "requestId");

  /** Stages so many sessions; the scenes come again, and later, when there are not enough. */
  static List<Performance> stage(List<Scene> scenes, int sessions, String run) {
    return IntStream.range(0, sessions).mapToObj(it -> of(scenes, it, run)).toList();
  }

  private static Performance of(List<Scene> scenes, int index, String run) {
    Scene scene = scenes.get(index % scenes.size());
    int encore = index / scenes.size();
    String suffix = encore == 0 ? run : run + "-" + (encore + 1);
    return new Performance(scene, PREFIX + scene.name() + "-" + suffix, encore * ENCORE_SECONDS);
  }

  /** Whether a demo made the session: others may be named like one. */
  static boolean isOfDemo(Session session) {
    return session.metadata() != null && session.metadata().path(MARK).asBoolean();
  }

  /** When the cue is due, in seconds from the start of the demo. */
  double due(Cue cue) {
    return cue.at() + shift;
  }

  Event event(Cue cue, Instant timestamp) {
    ObjectNode fields = cue.event().deepCopy();
    for (String id : IDS) {
      if (fields.has(id)) {
        fields.put(id, sessionId + ":" + fields.get(id).asText());
      }
    }
    String type = fields.remove("type").asText();
    if (type.equals("session:started")) {
      fields.withObjectProperty("metadata").put(MARK, true);
    }
    return Event.of(type, sessionId, timestamp, fields);
  }
}
