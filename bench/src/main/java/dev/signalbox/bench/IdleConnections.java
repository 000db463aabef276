package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a connection costs that only waits: memory of the server's process. */
final class IdleConnections implements Scenario {
  private static final int WANTED = 20_000;

  /** Descriptors that a server needs for itself. */
  private static final int SPARE = 200;

  /** The first connections load classes and grow pools that the others share. */
  private static final int FIRST = 100;

  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final double KIB = 1024;

  @Override
  public String id() {
    return "S5";
  }

  @Override
  public String title() {
    return "memory of the server for each idle WebSocket connection";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    int clients = (int) Math.min(WANTED, Machine.descriptorsMax() - SPARE);
    Figure ours = measure(rig, Subject.HUB.at("/ws"), clients);
    return List.of(
        Figure.of("signalbox", "idle connections", clients, ""),
        ours.against("≤ 8 KiB"),
        measure(rig, Subject.NODE_WS, clients));
  }

  private static Figure measure(Rig rig, Subject subject, int clients)
      throws IOException, InterruptedException {
    try (ServerProcess server = subject.start(rig)) {
      try (var first = new Audience(rig.loops(), server.address(), subject, FIRST)) {
        Rig.settle(SETTLE);
        long before = server.residentBytes();
        try (var audience = new Audience(rig.loops(), server.address(), subject, clients - FIRST)) {
          Rig.settle(SETTLE);
          int open = audience.open() + first.open();
          if (open < clients) {
            throw new IllegalStateException(clients - open + " connections were closed");
          }
          double each = (server.residentBytes() - before) / KIB / (clients - FIRST);
          return Figure.of(subject.name(), "memory for each", each, "KiB");
        }
      }
    }
  }
}
