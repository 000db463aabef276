package dev.signalbox.web;

import dev.signalbox.log.Readers;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.SessionHistory;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Paths of the older TypeScript product, for clients that still use them. Each is either a newer
 * operation under its old name or a question about history by day.
 */
final class LegacyRoutes {
  private final Readers readers;
  private final List<Route> current;

  /**
   * @param current the operations, of which some also have an older path
   */
  LegacyRoutes(Readers readers, List<Route> current) {
    this.readers = readers;
    this.current = current;
  }

  /** Literal paths first: {@code /api/sessions/users} is no session. */
  List<Route> routes() {
    return List.of(
        current("GET /api/users").at("/api/sessions/users"),
        current("POST /api/sessions/{id}/terminal").at("/api/terminal/{id}/output"),
        current("GET /api/sessions/{id}/events").at("/api/events/{id}"),
        current("GET /api/sessions/{id}/events").at("/api/events/{id}/recent"),
        current("GET /api/sessions/{id}").at("/api/history/session/{id}"),
        Route.get("/api/history/dates", "Days on which sessions started", this::dates)
            .gives("HistoryDates"),
        Route.get("/api/history/sessions/{date}", "Sessions started on a UTC day", this::day)
            .gives("HistoryDay"),
        Route.get("/api/history/stats", "How many sessions, by state", this::stats)
            .gives("Counts"));
  }

  private Route current(String methodAndPath) {
    return current.stream()
        .filter(route -> (route.method() + " " + route.path()).equals(methodAndPath))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no route " + methodAndPath));
  }

  private Future<Reply> dates(Call call) {
    return call.await(
        readers.read(handle -> {
          var body = Json.object();
          body.putPOJO("dates", SessionHistory.dates(handle));
          return Reply.ok(body);
        }));
  }

  private Future<Reply> day(Call call) {
    String date = call.path("date");
    requireDate(date);
    return call.await(
        readers.read(handle -> {
          String sessions = String.join(",", SessionHistory.startedOn(handle, date));
          return Reply.raw(
              200,
              new StringBuilder("{\"date\":\"")
                  .append(date)
                  .append("\",\"sessions\":[")
                  .append(sessions)
                  .append("]}"));
        }));
  }

  private static void requireDate(String date) {
    try {
      LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(
          "date", "Expected a date like 2026-11-23, but got " + Texts.line(date, 40));
    }
  }

  private Future<Reply> stats(Call call) {
    return call.await(readers.read(handle -> Reply.ok(SessionHistory.byState(handle))));
  }
}
