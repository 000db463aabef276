package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.DataDirectory;
import dev.signalbox.log.Readers;
import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.log.SqliteEventLog;
import dev.signalbox.session.Rebuild;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What malformed events leave behind is the fold of the log like any other state (P6). */
final class HostileStateIT {
  private static final int EVENTS = Integer.getInteger("signalbox.fuzz.events", 1_500);
  private static final long SEED = Long.getLong("signalbox.fuzz.seed", 1);

  @Test
  void whatWasStored_isTheSameAfterARebuild(@TempDir Path folder) throws IOException, SQLException {
    Map<String, JsonNode> before;
    try (var hub = ServedHub.start(folder)) {
      sendMutatedEvents(hub);
      before = sessions(hub);
    }
    rebuild(folder);
    try (var hub = ServedHub.start(folder)) {
      assertThat(sessions(hub)).isEqualTo(before);
    }
  }

  private static void sendMutatedEvents(ServedHub hub) throws IOException {
    List<String> valid = Files.readAllLines(Path.of("src/test/resources/events.ndjson"));
    var mutations = new Mutations(new Random(SEED));
    var lines = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      byte[] event = mutations.one(valid).getBytes(StandardCharsets.UTF_8);
      lines
          .append(new String(mutations.mutate(event), StandardCharsets.UTF_8).replace('\n', ' '))
          .append('\n');
    }
    var request = hub.request("/api/events").header("Content-Type", "application/x-ndjson");
    Answer answer = hub.send(request.POST(BodyPublishers.ofString(lines.toString())));
    assertThat(answer.expect(201).at("/accepted").asInt()).isGreaterThan(EVENTS / 5);
    assertThat(answer.at("/rejected").asInt()).isGreaterThan(EVENTS / 5);
  }

  private static Map<String, JsonNode> sessions(ServedHub hub) {
    var sessions = new TreeMap<String, JsonNode>();
    for (JsonNode session : hub.get("/api/sessions?limit=500").expect(200).at("/sessions")) {
      String id = session.path("id").asText();
      JsonNode detail = hub.get("/api/sessions/" + id.replace("/", "%2F")).expect(200).json();
      ((ObjectNode) detail).remove("position");
      sessions.put(id, detail);
    }
    assertThat(sessions).hasSizeGreaterThan(1);
    return sessions;
  }

  private static void rebuild(Path folder) throws SQLException {
    try (var directory = DataDirectory.open(folder)) {
      var database = new SqliteDatabase(directory.database());
      try (var readers = new Readers(database::openReader);
          var eventLog = new SqliteEventLog(database, readers)) {
        new Rebuild(eventLog).run(progress -> {});
      }
    }
  }
}
