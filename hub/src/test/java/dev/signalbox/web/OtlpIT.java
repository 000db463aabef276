package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.otlp.Samples;
import dev.signalbox.protocol.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OTLP over HTTP. More mutations with {@code -Dsignalbox.fuzz.cases=1000000}, others with {@code
 * -Dsignalbox.fuzz.seed=…}.
 */
final class OtlpIT {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final int MUTATIONS = Integer.getInteger("signalbox.fuzz.cases", 6_000) / 4;
  private static final long SEED = Long.getLong("signalbox.fuzz.seed", 1);

  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  static List<String> samples() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsTakenInEveryForm_andOnce(String name) {
    byte[] json = Samples.json(name);
    byte[] protobuf = Samples.protobuf(name);
    assertTaken(post(Samples.path(name), JSON, "identity", json), JSON);
    String position = position();
    assertTaken(post(Samples.path(name), JSON, "gzip", Samples.gzip(json)), JSON);
    assertTaken(post(Samples.path(name), PROTOBUF, "identity", protobuf), PROTOBUF);
    assertTaken(post(Samples.path(name), PROTOBUF, "gzip", Samples.gzip(protobuf)), PROTOBUF);
    assertThat(position()).as("sent again in other forms").isEqualTo(position);
  }

  @Test
  void aLargeBodyIsDecodedBesideTheEventLoop() {
    byte[] padded = new byte[500_000];
    Arrays.fill(padded, (byte) ' ');
    byte[] sample = Samples.json("codex/v1_logs.batch");
    System.arraycopy(sample, 0, padded, 0, sample.length);
    assertTaken(post("/v1/logs", JSON, "identity", padded), JSON);
  }

  @Test
  void aBodyThatInflatesWithoutEndIsRefused_withTheLimit() {
    byte[] bomb = Samples.gzip(new byte[OtlpBody.INFLATED_BYTES_MAX + 1]);
    assertThat(bomb.length).isLessThan(100_000);
    HttpResponse<byte[]> answer = post("/v1/traces", JSON, "gzip", bomb);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(json(answer).path("code").asInt()).isEqualTo(8);
    assertThat(json(answer).path("message").asText())
        .contains(Integer.toString(OtlpBody.INFLATED_BYTES_MAX));
  }

  @Test
  void aBodyThatIsTooLargeIsRefused_withTheLimit() {
    HttpResponse<byte[]> answer =
        post("/v1/metrics", JSON, "identity", new byte[OtlpBody.BYTES_MAX + 1]);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(json(answer).path("message").asText())
        .contains(Integer.toString(OtlpBody.BYTES_MAX));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json        | identity | {          | 400 | one JSON document
          application/json        | identity | []         | 400 | as a JSON object
          application/json        | gzip     | {}         | 400 | in gzip
          application/x-protobuf  | identity | not at all | 400 | in protobuf
          application/json        | br       | {}         | 415 | or in gzip
          text/plain              | identity | {}         | 415 | application/x-protobuf
          ''                      | identity | {}         | 415 | application/x-protobuf
          """)
  void whatIsNoRequestIsRefusedInItsOwnEncoding(
      String mediaType, String encoding, String body, int status, String expected) {
    var answer = post("/v1/logs", mediaType, encoding, body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue(mediaType.equals(PROTOBUF) ? PROTOBUF : JSON);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(expected);
    if (mediaType.equals(PROTOBUF)) {
      assertThat(answer.body()).startsWith(new byte[] {8, 3});
    } else {
      assertThat(json(answer).path("code").asInt()).isEqualTo(3);
    }
  }

  @Test
  void whatIsRefusedIsCounted_andTheRestIsTaken() throws IOException {
    String body =
        new String(Samples.json("claude-code/log.api_request"), StandardCharsets.UTF_8)
            .replace("5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa", "not a session");
    HttpResponse<byte[]> inJson =
        post("/v1/logs", JSON, "identity", body.getBytes(StandardCharsets.UTF_8));
    assertThat(inJson.statusCode()).isEqualTo(200);
    assertThat(json(inJson).at("/partialSuccess/rejectedLogRecords").asText()).isEqualTo("1");
    assertThat(json(inJson).at("/partialSuccess/errorMessage").asText())
        .startsWith("Expected a session id");

    var request =
        ExportLogsServiceRequest.parseFrom(Samples.protobuf("claude-code/log.api_request"))
            .toBuilder();
    var record = request.getResourceLogsBuilder(0).getScopeLogsBuilder(0).getLogRecordsBuilder(0);
    record.getAttributesBuilderList().stream()
        .filter(attribute -> attribute.getKey().equals("session.id"))
        .forEach(attribute -> attribute.getValueBuilder().setStringValue("not a session"));
    var inProtobuf = post("/v1/logs", PROTOBUF, "identity", request.build().toByteArray());
    var partial = ExportLogsServiceResponse.parseFrom(inProtobuf.body()).getPartialSuccess();
    assertThat(partial.getRejectedLogRecords()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).startsWith("Expected a session id");
    assertThat(info().path("refusedTelemetry").asInt()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void metricsAreCountedAndNothingElse() {
    long before = info().path("ignoredTelemetry").asLong();
    String position = position();
    post("/v1/metrics", JSON, "identity", Samples.json("claude-code/v1_metrics.batch"));
    assertThat(info().path("ignoredTelemetry").asLong()).isEqualTo(before + 13);
    assertThat(position()).isEqualTo(position);
  }

  @Test
  void noMutationOfASampleIsAnsweredWithAServerError() {
    var mutations = new Mutations(new Random(SEED));
    for (int i = 0; i < MUTATIONS; i++) {
      String name = mutations.one(samples());
      boolean isJson = i % 2 == 0;
      byte[] valid = isJson ? Samples.json(name) : Samples.protobuf(name);
      byte[] body = isJson ? mutations.mutate(valid) : mutations.overwritten(valid);
      String path = i % 10 == 0 ? "/v1/traces" : Samples.path(name);
      HttpResponse<byte[]> answer = post(path, isJson ? JSON : PROTOBUF, "identity", body);
      assertThat(answer.statusCode()).as("case %s of seed %s, of %s", i, SEED, name).isIn(200, 400);
    }
    for (JsonNode session : hub.get("/api/sessions?limit=500").expect(200).at("/sessions")) {
      String id = session.path("id").asText().replace("/", "%2F").replace(":", "%3A");
      hub.get("/api/sessions/" + id).expect(200);
    }
  }

  private static void assertTaken(HttpResponse<byte[]> answer, String mediaType) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(mediaType);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(mediaType.equals(JSON) ? "{}" : "");
  }

  private static HttpResponse<byte[]> post(
      String path, String mediaType, String encoding, byte[] body) {
    var request = hub.request(path).POST(BodyPublishers.ofByteArray(body));
    if (!mediaType.isEmpty()) {
      request.header("Content-Type", mediaType);
    }
    if (!encoding.equals("identity")) {
      request.header("Content-Encoding", encoding);
    }
    try {
      return hub.http().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for an answer", e);
    }
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    return Json.own(answer.body());
  }

  private static JsonNode info() {
    return hub.get("/api/info").json();
  }

  private static String position() {
    return info().path("position").asText();
  }
}
