package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Payloads as an agent sends them, and the table that says what each becomes.
 *
 * @param agent whose, by its name in {@code /api/hooks/{agent}}
 */
public record Payloads(String agent) {
  private static final Path FOLDERS = Path.of("src/test/resources/agents");

  /** Every agent that has samples. */
  public static final List<Payloads> ALL =
      Stream.of(
              "acp",
              "claude-code",
              "codex",
              "copilot-cli",
              "cursor",
              "gemini-cli",
              "opencode",
              "qwen-code")
          .map(Payloads::new)
          .toList();

  /** An event that a payload must become. A field that is {@code "-"} must be absent. */
  record Expected(String type, ObjectNode fields) {}

  /** The names of the table, in its order. */
  public List<String> names() {
    return List.copyOf(table().keySet());
  }

  public ObjectNode payload(String name) {
    return (ObjectNode) json(text(name + ".json"));
  }

  /** The payload without one of its fields. */
  public ObjectNode without(String name, String field) {
    ObjectNode payload = payload(name);
    payload.remove(field);
    return payload;
  }

  /** The payloads that are there, whether or not they are in the table. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDERS.resolve(agent))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.replace(".json", ""))
          .toList();
    }
  }

  List<Expected> expected(String name) {
    return Objects.requireNonNull(table().get(name), name);
  }

  private Map<String, List<Expected>> table() {
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
      if (!columns[1].equals("nothing")) {
        events.add(new Expected(columns[1], (ObjectNode) json(columns[2].replace('\'', '"'))));
      }
    }
    return table;
  }

  private String text(String file) {
    try {
      return Files.readString(FOLDERS.resolve(agent).resolve(file));
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
