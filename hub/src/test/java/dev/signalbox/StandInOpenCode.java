package dev.signalbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.Agents;
import dev.signalbox.agents.connect.Telemetry;
import dev.signalbox.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** OpenCode's plugin as {@code connect} writes it, under Node, in something like OpenCode. */
final class StandInOpenCode implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<ObjectNode> deeds = new LinkedBlockingQueue<>();
  private final Process process;
  private final PrintWriter input;

  private StandInOpenCode(Process process) {
    this.process = process;
    this.input = new PrintWriter(process.outputWriter(UTF_8), true);
    Thread.ofVirtual().start(this::listen);
  }

  static StandInOpenCode start(Path home, URI hub) throws IOException {
    Agent opencode =
        Agents.ALL.stream().filter(it -> it.name().equals("opencode")).findFirst().orElseThrow();
    opencode.ofUser(name -> null, home).connect(hub, Telemetry.KEEP).apply();
    Files.writeString(home.resolve("package.json"), "{\"type\": \"module\"}");
    try (InputStream program =
        StandInOpenCode.class.getResourceAsStream("/agents/opencode/stand-in.js")) {
      Files.copy(Objects.requireNonNull(program), home.resolve("stand-in.js"));
    }
    var builder = new ProcessBuilder("node", "stand-in.js").directory(home.toFile());
    builder.redirectErrorStream(true).environment().put("HOME", home.toString());
    builder.environment().remove("XDG_STATE_HOME");
    return new StandInOpenCode(builder.start());
  }

  /** Somebody does something, e.g. {@code ask}; more fields, in single quotes. */
  void does(String deed, String fields) {
    input.println("{\"deed\":\"%s\",%s}".formatted(deed, fields.replace('\'', '"')));
  }

  /** What the plugin has it do next; waits for it. */
  JsonNode did() throws InterruptedException {
    @Nullable ObjectNode next = deeds.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("It did nothing in " + PATIENCE_SECONDS + " s");
    }
    return next;
  }

  /** Whether it has done nothing that was not looked at. */
  boolean isQuiet() {
    return deeds.isEmpty();
  }

  @Override
  public void close() {
    input.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Expected it to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(line -> deeds.add(deed(line)));
    } catch (IOException e) {
      deeds.add(Json.object().put("did", "failed").put("message", e.toString()));
    }
  }

  /** Whatever else is printed is news, too: it should print nothing. */
  private static ObjectNode deed(String line) {
    return line.startsWith("{")
        ? Json.read(line, ObjectNode.class)
        : Json.object().put("did", "printed").put("message", line);
  }
}
