package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.demo.Scene.Cue;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one scene, line by line. */
final class SceneReader {
  private static final String FOLDER = "/demo/";
  private static final int TITLE_CHARS_MAX = 60;

  private final String name;
  private final List<Cue> cues = new ArrayList<>();
  private double at;
  private int calls;
  private int requests;

  private SceneReader(String name) {
    this.name = name;
  }

  /** All scenes, the most telling first. */
  static List<Scene> all() {
    return text("scenes.txt").lines().map(SceneReader::read).toList();
  }

  /** The scene of a name; for a test also one that is given. */
  static Scene read(String name) {
    return read(name, text(name + ".jsonl"));
  }

  static Scene read(String name, String lines) {
    var reader = new SceneReader(name);
    lines.lines().forEach(line -> reader.add(Json.read(line, ObjectNode.class)));
    return new Scene(name, reader.title(), reader.cues);
  }

  private void add(ObjectNode line) {
    if (cues.isEmpty()) {
      at = line.required("begins").asDouble();
      line.remove("begins");
      cue(line.put("type", "session:started"));
      return;
    }
    at += line.path("wait").asDouble();
    line.remove("wait");
    switch (line.required("type").asText()) {
      case "tool" -> call(line);
      case "usage:recorded" -> cue(line.put("requestId", "request-" + ++requests));
      default -> cue(line);
    }
  }

  /** One line for a call becomes its start, its end and the file that it changed. */
  private void call(ObjectNode line) {
    String id = "call-" + ++calls;
    ObjectNode call = line.deepCopy().retain("toolName", "input", "agentId").put("toolUseId", id);
    cue(call.deepCopy().put("type", "tool:started"));
    double seconds = line.required("takes").asDouble();
    at += seconds;
    boolean hasFailed = line.has("error");
    ObjectNode end = call.deepCopy().put("type", hasFailed ? "tool:failed" : "tool:completed");
    end.put("durationMs", Math.round(seconds * 1000));
    end.setAll(line.deepCopy().retain("output", "error"));
    cue(end);
    if (line.has("diff")) {
      ObjectNode file = line.deepCopy().retain("diff", "agentId").put("type", "file:modified");
      cue(file.put("toolUseId", id).put("path", line.at("/input/file_path").asText()));
    }
  }

  private void cue(ObjectNode event) {
    cues.add(new Cue(at, event));
  }

  /** As its person named it, else what they wanted first. */
  private String title() {
    String given = cues.getFirst().event().path("title").asText();
    String wanted =
        cues.stream()
            .map(cue -> cue.event().path("text").asText())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(name);
    return Texts.line(given.isEmpty() ? wanted : given, TITLE_CHARS_MAX);
  }

  private static String text(String file) {
    try (InputStream in = SceneReader.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + FOLDER + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + FOLDER + file, e);
    }
  }
}
