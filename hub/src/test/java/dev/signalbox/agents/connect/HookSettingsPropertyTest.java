package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.protocol.Json;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in somebody's settings, and however it is laid out. */
final class HookSettingsPropertyTest {
  private static final String HERE = "/h/x/hooks/signalbox.sh codex http://127.0.0.1:4680 || true";
  private static final String THERE = "'/a b/hooks/signalbox.sh' http://hub.lan:9000 || true";

  /** Somebody's hooks at one event. */
  private record Hooks(String event, List<String> commands) {}

  @Property(tries = 400)
  void connectingKeepsAllThatIsThere_andIsDoneOnce(
      @ForAll("agents") String agent, @ForAll("settings") String settings) {
    HookSettings hooks = Known.hooks(agent);
    String connected = hooks.connect(settings, HERE);
    assertThat(hooks.connect(connected, HERE)).isEqualTo(connected);
    assertThat(hooks.command(connected)).hasValue(HERE);
    assertThat(json(hooks.disconnect(connected))).isEqualTo(expected(agent, settings));
  }

  @Property(tries = 400)
  void disconnectingUndoesConnecting_toTheByte(
      @ForAll("agents") String agent, @ForAll("settings") String settings) {
    HookSettings hooks = Known.hooks(agent);
    String disconnected = hooks.disconnect(hooks.connect(settings, HERE));
    boolean hadAny = !json(settings).isEmpty();
    assertThat(disconnected).isEqualTo(hadAny ? settings : disconnected);
  }

  @Property(tries = 400)
  void telemetryIsUndoneBeforeTheHooks_toTheByte(
      @ForAll("agents") String agent, @ForAll("settings") String settings) {
    HookFormat format = Known.format(agent);
    TelemetrySettings telemetry = format.telemetry();
    JsonText hooked = format.parse(Known.hooks(agent).connect(settings, HERE));
    JsonText told = telemetry.into(hooked, URI.create("http://127.0.0.1:4680"));
    assertThat(Known.hooks(agent).connect(told.text(), HERE)).isEqualTo(told.text());
    assertThat(telemetry.outOf(format.parse(told.text())).text()).isEqualTo(hooked.text());
  }

  @Property(tries = 400)
  void commentsStayWhereTheyAre(
      @ForAll("commenting") String agent, @ForAll("commented") String settings) {
    HookSettings hooks = Known.hooks(agent);
    String connected = hooks.connect(settings, HERE);
    assertThat(hooks.connect(connected, HERE)).isEqualTo(connected);
    assertThat(hooks.command(connected)).hasValue(HERE);
    assertThat(hooks.disconnect(connected)).isEqualTo(settings);
  }

  @Property(tries = 200)
  void anotherHubReplacesOursAlone(
      @ForAll("agents") String agent, @ForAll("settings") String settings) {
    HookSettings hooks = Known.hooks(agent);
    String moved = hooks.connect(hooks.connect(settings, HERE), THERE);
    assertThat(moved).isEqualTo(hooks.connect(settings, THERE));
    assertThat(hooks.command(moved).flatMap(HookCommand::hub)).hasValue("http://hub.lan:9000");
  }

  /** The version that a file without anything gets stays until the file itself goes. */
  private static JsonNode expected(String agent, String settings) {
    JsonNode before = json(settings);
    boolean isNew = before.isEmpty() && Known.format(agent).isVersioned();
    return isNew ? Json.object().put("version", 1) : before;
  }

  @Provide
  Arbitrary<String> agents() {
    return Arbitraries.of(Known.withHooks());
  }

  @Provide
  Arbitrary<String> commenting() {
    return Arbitraries.of(
        Known.withHooks().stream().filter(it -> Known.format(it).hasComments()).toList());
  }

  /** Comments in every place where there may be some. */
  @Provide
  Arbitrary<String> commented() {
    Arbitrary<String> space =
        Arbitraries.of("", " ", "\n", "\n  ", " // mine, \"x\"\n", "\n  /* {a, */ ", "/**/");
    return space
        .list()
        .ofSize(12)
        .map(gaps ->
            "%s{%s\"a\"%s:%s1%s,%s\"hooks\":%s{%s\"Other\":%s[]%s}%s}%s".formatted(gaps.toArray()));
  }

  @Provide
  Arbitrary<String> settings() {
    Arbitrary<Hooks> hooks =
        Combinators.combine(
                Arbitraries.of("Stop", "PreToolUse", "WorktreeCreate", "SomethingNew"),
                Arbitraries.of("say done", "x || true", "/h/hooks/other.sh http://h:1 || true")
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(3))
            .as(Hooks::new);
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(12).list().ofMaxSize(4),
            hooks.list().ofMaxSize(3),
            Arbitraries.of("pretty", "one line", "dense"),
            Arbitraries.of("\n", "\r\n"),
            Arbitraries.of("", "\n", "\n\n"))
        .as((texts, theirs, style, lineEnd, last) ->
            laidOut(document(texts, theirs), style).replace("\n", lineEnd) + last);
  }

  private static ObjectNode document(List<String> texts, List<Hooks> theirs) {
    ObjectNode document = Json.object();
    for (int i = 0; i < texts.size(); i++) {
      document.put("key" + i, texts.get(i));
    }
    for (Hooks hooks : theirs) {
      ArrayNode groups = document.withObject("/hooks").withArray("/" + hooks.event());
      ArrayNode handlers = groups.addObject().put("matcher", "Bash").putArray("hooks");
      hooks
          .commands()
          .forEach(it -> handlers.addObject().put("type", "command").put("command", it));
    }
    return document;
  }

  private static String laidOut(ObjectNode document, String style) {
    ObjectWriter writer = Json.mapper().writerWithDefaultPrettyPrinter();
    try {
      return switch (style) {
        case "pretty" -> writer.writeValueAsString(document);
        case "one line" -> writer.writeValueAsString(document).replaceAll("\\s*\\n\\s*", " ");
        default -> Json.text(document);
      };
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    return Json.read(text, JsonNode.class);
  }
}
