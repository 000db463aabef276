package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Payloads as Claude Code sends them, and the table that says what each becomes. */
public final class Payloads {
  private static final String FOLDER = "/agents/claude-code/";

  private Payloads() {}

  /** An event that a payload must become. A field that is {@code "-"} must be absent. */
  record Expected(String type, ObjectNode fields) {}

  public static List<String> names() {
    return List.copyOf(table().keySet());
  }

  public static ObjectNode payload(String name) {
    return (ObjectNode) json(text(name + ".json"));
  }

  /** The payload without one of its fields. */
  static ObjectNode without(String name, String field) {
    ObjectNode payload = payload(name);
    payload.remove(field);
    return payload;
  }

  static Map<String, List<Expected>> table() {
    var table = new LinkedHashMap<String, List<Expected>>();
    List<Expected> events = new ArrayList<>();
    for (String line : text("events.txt").lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split(" +", 3);
      if (!columns[0].isEmpty()) {
        events = new ArrayList<>();
        table.put(columns[0], events);
      }
      events.add(new Expected(columns[1], (ObjectNode) json(columns[2].replace('\'', '"'))));
    }
    return table;
  }

  private static String text(String file) {
    try (InputStream in = Payloads.class.getResourceAsStream(FOLDER + file)) {
      return new String(
          Objects.requireNonNull(in, "There is no " + file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
