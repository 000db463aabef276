package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import dev.signalbox.protocol.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bodies of answers, in the encoding of their requests. */
public final class OtlpAnswer {
  private static final int STATUS_CODE_FIELD = 1;
  private static final int STATUS_MESSAGE_FIELD = 2;

  private OtlpAnswer() {}

  /** {@code {}}, or how much was not taken: {@code {"partialSuccess":{…}}}. */
  public static byte[] taken(Signal signal, Encoding encoding, OtlpIntake.Outcome outcome) {
    return switch (encoding) {
      case JSON -> json(signal, outcome);
      case PROTOBUF -> outcome.rejected() == 0 ? new byte[0] : protobuf(signal, outcome);
    };
  }

  /**
   * A {@code google.rpc.Status}.
   *
   * @param code of that message, e.g. 3 for an invalid argument
   */
  public static byte[] failed(Encoding encoding, int code, String message) {
    return switch (encoding) {
      case JSON -> Json.bytes(Json.object().put("code", code).put("message", message));
      case PROTOBUF -> status(code, message);
    };
  }

  private static byte[] json(Signal signal, OtlpIntake.Outcome outcome) {
    ObjectNode answer = Json.object();
    if (outcome.rejected() > 0) {
      answer
          .putObject("partialSuccess")
          .put(signal.rejected(), Integer.toString(outcome.rejected()))
          .put("errorMessage", outcome.message());
    }
    return Json.bytes(answer);
  }

  private static byte[] protobuf(Signal signal, OtlpIntake.Outcome outcome) {
    return switch (signal) {
      case LOGS ->
          ExportLogsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportLogsPartialSuccess.newBuilder()
                      .setRejectedLogRecords(outcome.rejected())
                      .setErrorMessage(outcome.message()))
              .build()
              .toByteArray();
      case METRICS ->
          ExportMetricsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportMetricsPartialSuccess.newBuilder()
                      .setRejectedDataPoints(outcome.rejected())
                      .setErrorMessage(outcome.message()))
              .build()
              .toByteArray();
      case TRACES ->
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(outcome.rejected())
                      .setErrorMessage(outcome.message()))
              .build()
              .toByteArray();
    };
  }

  private static byte[] status(int code, String message) {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeInt32(STATUS_CODE_FIELD, code);
      out.writeString(STATUS_MESSAGE_FIELD, message);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write to memory", e);
    }
    return bytes.toByteArray();
  }
}
