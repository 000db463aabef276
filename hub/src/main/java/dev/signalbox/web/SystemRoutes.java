package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.broadcast.Filter;
import dev.signalbox.broadcast.Frames;
import dev.signalbox.protocol.Json;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What the hub says about itself. */
final class SystemRoutes {
  private final WebParts hub;

  SystemRoutes(WebParts hub) {
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/info", "Version, epoch, position and limits", this::info).gives("Info"),
        Route.get("/health/live", "Whether the process runs", call -> ok("live")).gives("Health"),
        Route.get("/health/ready", "Whether events can be written", this::ready).gives("Health"),
        Route.get("/health", "The same as /health/ready", this::ready).gives("Health"));
  }

  private Future<Reply> info(Call call) {
    ObjectNode info = Json.object();
    info.put("name", "signalbox")
        .put("version", hub.version())
        .put("epoch", hub.eventLog().head().epoch())
        .put("position", hub.eventLog().head().toString())
        .put("startedAt", Json.time(hub.startedAt()))
        .put("auth", "none")
        .put("clients", hub.broadcast().clients())
        .put("broadcastFailures", hub.listeners().failures())
        .put("refusedHooks", hub.hooks().refused())
        .put("refusedTelemetry", hub.telemetry().refused())
        .put("ignoredTelemetry", hub.telemetry().ignored());
    info.putObject("limits")
        .put("bodyBytes", Route.Body.LARGE_JSON.bytesMax())
        .put("eventBytes", EventRoutes.EVENT_BYTES_MAX)
        .put("telemetryBytes", OtlpBody.BYTES_MAX)
        .put("batchEvents", EventRoutes.BATCH_MAX)
        .put("payloadBytes", Frames.PAYLOAD_BYTES_MAX)
        .put("clients", hub.broadcast().clientsMax())
        .put("subscriptions", Filter.SESSIONS_MAX)
        .put("messageBytes", LiveSocket.MESSAGE_BYTES_MAX)
        .put("messagesPerSecond", LiveSocket.MESSAGES_PER_SECOND);
    return Future.succeededFuture(Reply.ok(info));
  }

  private Future<Reply> ready(Call call) {
    Optional<String> outage = hub.sequencer().outage();
    if (outage.isEmpty()) {
      return ok("ready");
    }
    return Future.succeededFuture(
        Reply.problem(
            Problem.of(503, "store-unavailable", "The log cannot be written: " + outage.get())));
  }

  private static Future<Reply> ok(String status) {
    return Future.succeededFuture(Reply.ok(Json.object().put("status", status)));
  }
}
