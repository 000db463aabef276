package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /api/events} with {@code application/x-ndjson}. */
final class EventLinesIT {
  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void lines_areStoredInOrder_alsoWithoutALastLineEnd_andWithBlankLines() {
    Answer answer = post("\n" + line("few", 1) + "\r\n\n  \t\n" + line("few", 2));
    JsonNode result = answer.expect(201).json();
    assertThat(result.path("accepted").asInt()).isEqualTo(2);
    assertThat(result.path("rejected").asInt()).isZero();
    JsonNode events = hub.get("/api/sessions/few/events?type=a:b&after=0").at("/events");
    assertThat(events.at("/0/payload/n").asInt()).isEqualTo(1);
    assertThat(events.at("/1/payload/n").asInt()).isEqualTo(2);
  }

  @Test
  void nothing_isFineToo() {
    assertThat(post("").expect(201).at("/accepted").asInt()).isZero();
    assertThat(post("\n\n").expect(201).at("/accepted").asInt()).isZero();
  }

  @Test
  void badLines_areReportedByTheirNumber_andTheOthersStored() {
    Answer answer =
        post(
            String.join(
                "\n",
                line("bad", 1),
                "{\"type\":",
                "",
                "[]",
                "{\"type\":\"step:started\",\"sessionId\":\"bad\"}",
                line("bad", 6),
                "[".repeat(500)));
    JsonNode result = answer.expect(201).json();
    assertThat(result.path("accepted").asInt()).isEqualTo(2);
    assertThat(result.path("rejected").asInt()).isEqualTo(4);
    assertFault(result.at("/results/0"), 2, "", "bad-json");
    assertFault(result.at("/results/1"), 4, "", "invalid");
    assertFault(result.at("/results/2"), 5, "stepNumber", "required");
    assertFault(result.at("/results/3"), 7, "", "bad-json");
  }

  @Test
  void aLineOverTheLimit_isRefused_andTheNextIsStored() {
    String large = line("long", 1).replace("a:b", "a:" + "b".repeat(EventRoutes.EVENT_BYTES_MAX));
    JsonNode result = post(large + "\n" + line("long", 2)).expect(201).json();
    assertThat(result.path("accepted").asInt()).isEqualTo(1);
    assertFault(result.at("/results/0"), 1, "", "too-large");
  }

  @Test
  void manyBadLines_areAllCounted_butNotAllListed() {
    JsonNode result = post("x\n".repeat(150) + line("many", 1)).expect(201).json();
    assertThat(result.path("rejected").asInt()).isEqualTo(150);
    assertThat(result.path("results")).hasSize(100);
  }

  @Test
  void nothingButBadLines_isRefusedWithEachPath() {
    Answer refused = post("\n[]\n{\"type\":\"a:b\"}");
    assertProblem(refused, 422, "invalid-event", "lines[2]", "lines[3].sessionId");
    assertThat(refused.at("/detail").asText())
        .isEqualTo("None of the lines could be stored: 2 rejected");
  }

  @Test
  void aStreamOfAnyLength_isStored_withoutBeingHeld() {
    int lines = 50_000;
    Iterable<byte[]> body =
        () ->
            IntStream.range(0, lines)
                .mapToObj(i -> (line("endless", i) + "\n").getBytes(StandardCharsets.UTF_8))
                .iterator();
    JsonNode result = post(BodyPublishers.ofByteArrays(body)).expect(201).json();
    assertThat(result.path("accepted").asInt()).isEqualTo(lines);
    JsonNode newest = hub.get("/api/sessions/endless/events?limit=1").at("/events/0/payload");
    assertThat(newest.path("n").asInt()).isEqualTo(lines - 1);
  }

  @Test
  void streamsOfLargeEvents_waitForTheWriter_insteadOfFillingItsQueue() {
    int lines = 30;
    String text = "x".repeat(EventRoutes.EVENT_BYTES_MAX - 1_000);
    byte[] large =
        (line("heavy", 1).replace("\"n\"", "\"text\":\"" + text + "\",\"n\"") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    List<CompletableFuture<Answer>> streams =
        Stream.generate(() -> request(BodyPublishers.ofByteArrays(nCopies(lines, large))))
            .limit(8)
            .map(hub::sendAsync)
            .toList();
    assertThat(streams)
        .allSatisfy(stream ->
            assertThat(stream.join().expect(201).at("/accepted").asInt()).isEqualTo(lines));
  }

  @Test
  void linesSentTwice_areDuplicates() {
    String lines =
        IntStream.range(0, 100)
            .mapToObj(i -> line("again", i).replace("\"n\"", "\"eventId\":\"e" + i + "\",\"n\""))
            .collect(Collectors.joining("\n"));
    assertThat(post(lines).expect(201).at("/accepted").asInt()).isEqualTo(100);
    JsonNode again = post(lines).expect(201).json();
    assertThat(again.path("accepted").asInt()).isZero();
    assertThat(again.path("duplicates").asInt()).isEqualTo(100);
  }

  @Test
  void aCompressedStream_isRefusedClearly() {
    var request =
        hub.request("/api/events")
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}));
    assertProblem(hub.send(request), 415, "content-encoding");
  }

  private static void assertFault(JsonNode result, int line, String path, String code) {
    assertThat(result.path("line").asInt()).isEqualTo(line);
    assertThat(result.at("/error/path").asText()).isEqualTo(path);
    assertThat(result.at("/error/code").asText()).isEqualTo(code);
    assertThat(result.at("/error/message").asText()).startsWith("Expected ");
  }

  private static String line(String session, int n) {
    return "{\"type\":\"a:b\",\"sessionId\":\"" + session + "\",\"n\":" + n + "}";
  }

  private static Answer post(String lines) {
    return post(BodyPublishers.ofString(lines));
  }

  private static Answer post(BodyPublisher lines) {
    return hub.send(request(lines));
  }

  private static HttpRequest.Builder request(BodyPublisher lines) {
    return hub.request("/api/events")
        .header("Content-Type", "application/x-ndjson; charset=utf-8")
        .POST(lines);
  }
}
