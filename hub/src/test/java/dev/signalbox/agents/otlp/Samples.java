package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.protocol.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Telemetry as agents send it, in JSON; as protobuf, too, by another way than the hub's own. */
public final class Samples {
  private static final Path FOLDER = Path.of("src/test/resources/otlp");
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

  private Samples() {}

  /** Names like {@code codex/log.tool_result}. */
  public static List<String> names() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .map(file -> FOLDER.relativize(file).toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] json(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Signal signal(String name) {
    JsonNode root = Json.own(json(name));
    if (root.has("resourceLogs")) {
      return Signal.LOGS;
    }
    return root.has("resourceSpans") ? Signal.TRACES : Signal.METRICS;
  }

  /** Where such a sample is sent. */
  public static String path(String name) {
    return "/v1/" + signal(name).name().toLowerCase(Locale.ROOT);
  }

  public static byte[] protobuf(String name) {
    ObjectNode root = Json.own(json(name));
    encodeIds(root);
    Message.Builder builder =
        switch (signal(name)) {
          case LOGS -> ExportLogsServiceRequest.newBuilder();
          case METRICS -> ExportMetricsServiceRequest.newBuilder();
          case TRACES -> ExportTraceServiceRequest.newBuilder();
        };
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(Json.text(root), builder);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(name, e);
    }
    return builder.build().toByteArray();
  }

  public static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Protobuf's own JSON wants bytes in Base64. */
  private static void encodeIds(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String id : IDS) {
        String hex = object.path(id).asText();
        if (!hex.isEmpty()) {
          object.put(id, Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
        }
      }
    }
    node.forEach(Samples::encodeIds);
  }
}
