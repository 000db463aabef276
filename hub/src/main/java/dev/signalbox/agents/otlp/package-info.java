/**
 * OpenTelemetry: what agents and other programs tell over OTLP, joined with what their hooks report
 * of the same sessions. A request's bytes become {@link dev.signalbox.agents.otlp.Telemetry}, one
 * small model for JSON and protobuf; a {@link dev.signalbox.agents.otlp.Dialect} for each agent
 * says what a record means; {@link dev.signalbox.agents.otlp.OtlpIntake} appends it. Start there.
 *
 * <p>Everything that comes from here says {@code "via":"otlp"}, and each event has an id that its
 * record makes, so that a request that is sent again adds nothing.
 */
@NullMarked
package dev.signalbox.agents.otlp;

import org.jspecify.annotations.NullMarked;
