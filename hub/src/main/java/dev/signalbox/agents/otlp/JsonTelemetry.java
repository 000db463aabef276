package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's JSON, which differs from what protobuf makes of its messages: ids are hexadecimal.
 * 64-bit numbers come as numbers or strings, enums as numbers or names. A field of another type
 * than expected reads as absent.
 *
 * <pre>{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{…}}]},
 *   "scopeLogs":[{"scope":{"name":"…"},"logRecords":[{"timeUnixNano":"1795425301500000000",
 *     "attributes":[{"key":"input_tokens","value":{"intValue":"1200"}}]}]}]}]}</pre>
 */
final class JsonTelemetry {
  private static final List<String> KINDS_OF_METRIC =
      List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary");

  private JsonTelemetry() {}

  static Telemetry read(Signal signal, byte[] json) {
    JsonNode root = tree(json);
    return switch (signal) {
      case LOGS -> {
        var logs = new ArrayList<LogRecord>();
        each(root, "Logs", "logRecords", (source, node) -> logs.add(log(source, node)));
        yield new Telemetry(logs, List.of(), 0);
      }
      case METRICS -> {
        var points = new ArrayList<Integer>();
        each(root, "Metrics", "metrics", (source, node) -> points.add(points(node)));
        yield new Telemetry(
            List.of(), List.of(), points.stream().mapToLong(Integer::longValue).sum());
      }
      case TRACES -> {
        var spans = new ArrayList<Span>();
        each(root, "Spans", "spans", (source, node) -> spans.add(span(source, node)));
        yield new Telemetry(List.of(), spans, 0);
      }
    };
  }

  private static JsonNode tree(byte[] json) {
    JsonNode root;
    try {
      root = Json.tree(json);
    } catch (JsonProcessingException e) {
      throw new BadTelemetryException("Expected one JSON document, but it breaks");
    }
    if (!root.isObject()) {
      throw new BadTelemetryException(
          "Expected an OTLP request as a JSON object, but got " + Texts.came(root));
    }
    return root;
  }

  private static void each(
      JsonNode root, String signal, String records, BiConsumer<Source, JsonNode> consumer) {
    for (JsonNode resource : root.path("resource" + signal)) {
      var attributes = JsonValues.attributes(resource.path("resource").path("attributes"));
      for (JsonNode scope : resource.path("scope" + signal)) {
        var source = new Source(attributes, scope.path("scope").path("name").asText());
        for (JsonNode node : scope.path(records)) {
          if (node.isObject()) {
            consumer.accept(source, node);
          }
        }
      }
    }
  }

  private static LogRecord log(Source source, JsonNode node) {
    var own = JsonValues.attributes(node.path("attributes"));
    Instant happened = time(node.path("timeUnixNano"));
    return new LogRecord(
        source,
        happened == null ? time(node.path("observedTimeUnixNano")) : happened,
        LogNames.of(
            own, node.path("eventName").asText(), JsonValues.value(node.path("body")).asText()),
        id(node, "spanId"),
        own);
  }

  private static Span span(Source source, JsonNode node) {
    JsonNode status = node.path("status");
    String code = status.path("code").asText();
    return new Span(
        source,
        new Span.Ids(id(node, "traceId"), id(node, "spanId"), id(node, "parentSpanId")),
        node.path("name").asText(),
        time(node.path("startTimeUnixNano")),
        time(node.path("endTimeUnixNano")),
        code.equals("2") || code.equals("STATUS_CODE_ERROR")
            ? status.path("message").asText()
            : null,
        JsonValues.attributes(node.path("attributes")));
  }

  private static int points(JsonNode metric) {
    return KINDS_OF_METRIC.stream()
        .mapToInt(kind -> metric.path(kind).path("dataPoints").size())
        .sum();
  }

  private static @Nullable Instant time(JsonNode nanos) {
    return Nanos.instant(JsonValues.integer(nanos));
  }

  private static String id(JsonNode node, String name) {
    String id = node.path(name).asText();
    return id.matches("[0-9A-Fa-f]{1,64}") ? id.toLowerCase(Locale.ROOT) : "";
  }
}
