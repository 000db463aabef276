package dev.signalbox.client;

import dev.signalbox.protocol.Position;

/** What a hub says about itself; {@code position} is its newest. */
public record HubInfo(String version, Position position) {}
