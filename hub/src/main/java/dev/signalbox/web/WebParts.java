package dev.signalbox.web;

import dev.signalbox.agents.HookIntake;
import dev.signalbox.agents.otlp.OtlpIntake;
import dev.signalbox.ask.Asks;
import dev.signalbox.ask.HeldAsks;
import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.broadcast.Frames;
import dev.signalbox.command.Commands;
import dev.signalbox.command.Mailbox;
import dev.signalbox.command.Orders;
import dev.signalbox.log.CommitListeners;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.SessionQueries;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the event loops' servers share: everything that they serve. Thread safe. */
public record WebParts(
    EventLog eventLog,
    Sequencer sequencer,
    CommitListeners listeners,
    Readers readers,
    SessionProjection projection,
    Broadcast broadcast,
    Frames frames,
    Commands commands,
    Orders orders,
    Mailbox mailbox,
    Asks asks,
    HeldAsks heldAsks,
    HookIntake hooks,
    OtlpIntake telemetry,
    InstantSource clock,
    Instant startedAt,
    String version,
    StaticFiles files,
    Heartbeat heartbeat,
    Metrics metrics) {

  SessionRoutes sessionRoutes() {
    return new SessionRoutes(eventLog, readers, frames);
  }

  SessionWrites sessionWrites() {
    return new SessionWrites(sequencer, readers, projection, clock);
  }

  InteractionRoutes interactionRoutes() {
    return new InteractionRoutes(sequencer, projection, clock);
  }

  AskRoutes askRoutes() {
    return new AskRoutes(asks, eventLog, interactionRoutes()::open, clock);
  }

  EventRoutes eventRoutes() {
    return new EventRoutes(sequencer, eventLog, clock);
  }

  HookRoutes hookRoutes() {
    return new HookRoutes(
        hooks, new HeldHook(asks, heldAsks, orders), new OrderedHook(orders, mailbox));
  }

  OtlpRoutes otlpRoutes() {
    return new OtlpRoutes(telemetry);
  }

  SystemRoutes systemRoutes() {
    return new SystemRoutes(this);
  }

  CompletableFuture<Boolean> sessionExists(String id) {
    return readers.read(handle -> SessionQueries.one(handle, id).isPresent());
  }

  /** The document lists the routes, itself included. */
  Route openApi(List<Route> routes) {
    return Route.get(
        "/openapi.json",
        "This document",
        call -> Future.succeededFuture(Reply.ok(OpenApi.document(List.copyOf(routes), version))));
  }
}
