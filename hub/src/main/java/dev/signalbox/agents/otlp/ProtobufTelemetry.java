package dev.signalbox.agents.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;

/** Reads OTLP's protobuf messages. */
final class ProtobufTelemetry {
  private ProtobufTelemetry() {}

  static Telemetry read(Signal signal, byte[] bytes) {
    try {
      return switch (signal) {
        case LOGS -> logs(ExportLogsServiceRequest.parseFrom(bytes));
        case METRICS -> metrics(ExportMetricsServiceRequest.parseFrom(bytes));
        case TRACES -> traces(ExportTraceServiceRequest.parseFrom(bytes));
      };
    } catch (InvalidProtocolBufferException e) {
      throw new BadTelemetryException("Expected an OTLP request in protobuf, but it breaks");
    }
  }

  private static Telemetry logs(ExportLogsServiceRequest request) {
    List<LogRecord> logs =
        request.getResourceLogsList().stream()
            .flatMap(resource ->
                resource.getScopeLogsList().stream()
                    .flatMap(scope ->
                        scope.getLogRecordsList().stream()
                            .map(
                                log -> log(source(resource.getResource(), scope.getScope()), log))))
            .toList();
    return new Telemetry(logs, List.of(), 0);
  }

  private static Telemetry traces(ExportTraceServiceRequest request) {
    List<Span> spans =
        request.getResourceSpansList().stream()
            .flatMap(resource ->
                resource.getScopeSpansList().stream()
                    .flatMap(scope ->
                        scope.getSpansList().stream()
                            .map(span ->
                                span(source(resource.getResource(), scope.getScope()), span))))
            .toList();
    return new Telemetry(List.of(), spans, 0);
  }

  private static Telemetry metrics(ExportMetricsServiceRequest request) {
    long points =
        request.getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .mapToLong(ProtobufTelemetry::points)
            .sum();
    return new Telemetry(List.of(), List.of(), points);
  }

  private static LogRecord log(Source source, io.opentelemetry.proto.logs.v1.LogRecord log) {
    var own = ProtobufValues.attributes(log.getAttributesList());
    long happened = log.getTimeUnixNano();
    return new LogRecord(
        source,
        Nanos.instant(happened == 0 ? log.getObservedTimeUnixNano() : happened),
        LogNames.of(own, log.getEventName(), ProtobufValues.value(log.getBody()).asText()),
        hex(log.getSpanId()),
        own);
  }

  private static Span span(Source source, io.opentelemetry.proto.trace.v1.Span span) {
    Status status = span.getStatus();
    return new Span(
        source,
        new Span.Ids(hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId())),
        span.getName(),
        Nanos.instant(span.getStartTimeUnixNano()),
        Nanos.instant(span.getEndTimeUnixNano()),
        status.getCode() == Status.StatusCode.STATUS_CODE_ERROR ? status.getMessage() : null,
        ProtobufValues.attributes(span.getAttributesList()));
  }

  private static int points(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }

  private static Source source(Resource resource, InstrumentationScope scope) {
    return new Source(ProtobufValues.attributes(resource.getAttributesList()), scope.getName());
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
