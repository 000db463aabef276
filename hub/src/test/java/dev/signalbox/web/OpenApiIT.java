package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document: well formed, and true of the hub that serves it. */
final class OpenApiIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

  private static ServedHub hub;
  private static JsonNode document;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
    document = hub.get("/openapi.json").expect(200).json();
    hub.post(
            "/api/sessions",
            """
            {'id':'s','cwd':'/x','user':'ana','hostname':'h','platform':'p','agent':'a',
             'agentVersion':'1','model':'m','gitBranch':'b','title':'T','summary':'S',
             'labels':['l'],'metadata':{'k':{'any':1}}}
            """)
        .expect(201);
    hub.append(
        "s",
        "chain:compiled",
        ",'chainId':'c','title':'T','steps':[{'stepNumber':1,'inputs':{'i':1}},"
            + "{'stepNumber':2,'waitsFor':[1]}]");
    hub.append("s", "step:failed", ",'stepNumber':1,'chainId':'c','error':'E','result':[1]");
    hub.append("s", "agent:started", ",'agentId':'x','agentType':'t','description':'d'");
    hub.append("s", "usage:recorded", ",'inputTokens':5,'costUsd':0.5");
    hub.append("s", "tool:started", ",'toolName':'Bash','input':{'command':'ls'}");
    hub.append(
        "s",
        "interaction:awaiting-input",
        ",'askId':'q','kind':'approval','question':'?','toolName':'Bash','toolInput':{'c':1},"
            + "'options':['y'],'quickResponses':['y'],'expiresAt':'2036-11-23T08:00:00Z'");
    hub.post("/api/asks", "{'sessionId':'s','askId':'r','question':'?'}").expect(201);
    hub.post("/api/asks", "{'sessionId':'s','askId':'c','question':'?'}").expect(201);
    hub.append("s", "command:issued", ",'commandId':'k','command':'retry','stepNumber':1,'by':'b'");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void saysWhatItIs() {
    assertThat(document.path("openapi").asText()).matches("3\\.1\\.\\d+");
    assertThat(document.at("/info/title").asText()).isEqualTo("Signalbox");
    assertThat(document.at("/info/version").asText())
        .isEqualTo(hub.get("/api/info").at("/version").asText());
    assertThat(document.at("/info/license/identifier").asText()).isEqualTo("Apache-2.0");
  }

  @Test
  void everyOperationIsWellFormed() {
    var ids = new HashSet<String>();
    eachOperation((name, operation) -> {
      assertThat(operation.path("summary").asText()).as(name).isNotBlank();
      assertThat(ids.add(operation.path("operationId").asText())).as(name).isTrue();
      assertThat(operation.path("operationId").asText()).as(name).matches("[a-z][A-Za-z0-9]+");
      assertParameters(name, operation);
      assertResponses(name, operation);
      boolean isRead = name.startsWith("get ") || name.startsWith("delete ");
      assertThat(operation.has("requestBody")).as(name).isEqualTo(!isRead);
      operation
          .at("/requestBody/content")
          .properties()
          .forEach(media -> {
            assertThat(media.getKey()).as(name).startsWith("application/");
            assertThat(media.getValue().path("schema").isObject()).as(name).isTrue();
          });
    });
  }

  private static void assertParameters(String name, JsonNode operation) {
    var inPath = new TreeSet<String>();
    var all = new HashSet<String>();
    for (JsonNode given : operation.path("parameters")) {
      JsonNode parameter = resolved(given);
      String in = parameter.path("in").asText();
      assertThat(in).as(name).isIn("path", "query", "header");
      assertThat(all.add(in + " " + parameter.path("name").asText())).as(name).isTrue();
      assertThat(parameter.path("schema").isObject()).as(name).isTrue();
      if (in.equals("path")) {
        assertThat(parameter.path("required").asBoolean()).as(name).isTrue();
        inPath.add(parameter.path("name").asText());
      } else {
        assertThat(parameter.path("description").asText()).as(name).isNotBlank();
      }
    }
    var templated = new TreeSet<String>();
    Matcher matcher = IN_PATH.matcher(name);
    while (matcher.find()) {
      templated.add(matcher.group(1));
    }
    assertThat(inPath).as(name).isEqualTo(templated);
  }

  private static void assertResponses(String name, JsonNode operation) {
    JsonNode responses = operation.path("responses");
    assertThat(responses).as(name).hasSizeGreaterThan(1);
    for (Map.Entry<String, JsonNode> response : responses.properties()) {
      assertThat(response.getKey()).as(name).matches("[1-2]\\d\\d|default");
      assertThat(resolved(response.getValue()).path("description").asText()).as(name).isNotBlank();
    }
    assertThat(resolved(responses.path("default")).at("/content").has("application/problem+json"))
        .as(name)
        .isTrue();
  }

  @Test
  void everyReferenceLeadsSomewhere_andEverySchemaHasKnownTypes() {
    var used = new HashSet<String>();
    eachNode(
        document,
        node -> {
          if (node.has("$ref")) {
            String reference = node.get("$ref").asText();
            assertThat(node).as(reference).hasSize(1);
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
            used.add(reference);
          }
        });
    for (String kind : List.of("schemas", "parameters", "responses")) {
      document
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> {
            assertThat(name).matches("[a-zA-Z0-9._-]+");
            assertThat(used).contains("#/components/" + kind + "/" + name);
          });
    }
  }

  @Test
  void everyPathTakesExactlyTheMethodsThatAreDescribed() {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      var described = new TreeSet<String>();
      path.getValue().fieldNames().forEachRemaining(it -> described.add(upper(it)));
      var request = hub.request(sample(path.getKey()));
      Answer options = hub.send(request.method("OPTIONS", BodyPublishers.noBody())).expect(204);
      var taken = new TreeSet<>(List.of(options.header("Allow").split(", ", -1)));
      taken.removeAll(Set.of("HEAD", "OPTIONS"));
      assertThat(taken).as(path.getKey()).isEqualTo(described);
    }
  }

  @Test
  void everyDescribedReadIsAnsweredAsDescribed() {
    eachOperation((name, operation) -> {
      String path = name.substring(name.indexOf(' ') + 1);
      if (name.startsWith("get ") && !Set.of("/ws", "/api/stream", "/metrics").contains(path)) {
        assertDescribed(operation, hub.get(sample(path)));
      }
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "post  | /api/sessions               | {'cwd':'/x'}",
        "patch | /api/sessions/{id}          | {'title':'T2','labels':['a'],'metadata':{}}",
        "put   | /api/sessions/{id}          | {'status':'in_progress'}",
        "post  | /api/events                 | {'type':'a:b','sessionId':'e','timestamp':1}",
        "post  | /api/events                 | {'events':[{'type':'a:b','sessionId':'e'},"
            + "{'type':'step:started','sessionId':'e'}]}",
        "post  | /api/asks/{id}/answer       | {'input':'yes','by':'ana'}",
        "post  | /api/asks/{id}/close        | {}",
        "post  | /api/sessions/{id}/input    | {'input':{'any':'value'},'by':'ana'}",
        "post  | /api/sessions/{id}/awaiting | {'promptText':'?','quickResponses':['y']}",
        "post  | /api/asks                   | {'sessionId':'s','question':'?','waitMs':9,'leaseMs':9000}",
        "post  | /api/sessions/{id}/terminal | {'output':'x','stream':'stderr'}",
        "post  | /api/sessions/{id}/commands | {'type':'abort','reason':'R','options':{'a':1}}",
        "post  | /api/commands/{id}/ack      | {'status':'failed','error':'E'}",
      })
  void writesAreTakenAndAnsweredAsDescribed(String method, String path, String json) {
    JsonNode operation = document.path("paths").path(path).path(method);
    JsonNode wanted = operation.at("/requestBody/content/application~1json/schema");
    JsonNode body = Json.own(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(SchemaCheck.faults(document, wanted, body)).isEmpty();
    assertDescribed(operation, hub.send(upper(method), sample(path), json));
  }

  @Test
  void linesAreAnsweredAsDescribed() {
    var request =
        hub.request("/api/events")
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString("{\"type\":\"a:b\",\"sessionId\":\"e\"}\nbad\n"));
    assertDescribed(document.at("/paths/~1api~1events/post"), hub.send(request));
  }

  @Test
  void problemsAreAsDescribed() {
    Answer refused = hub.post("/api/sessions", "{'title':1}");
    assertProblem(refused, 422, "invalid-request", "title", "cwd");
    JsonNode schema = document.at("/components/schemas/Problem");
    assertThat(SchemaCheck.faults(document, schema, refused.json())).isEmpty();
  }

  private static void assertDescribed(JsonNode operation, Answer answer) {
    assertThat(operation.path("responses").has(Integer.toString(answer.status())))
        .as(answer.toString())
        .isTrue();
    if (answer.status() == 204) {
      assertThat(answer.text()).isEmpty();
      return;
    }
    JsonNode schema =
        operation.at("/responses/" + answer.status() + "/content/application~1json/schema");
    assertThat(schema.isMissingNode()).as(operation.toString()).isFalse();
    assertThat(SchemaCheck.faults(document, schema, answer.json())).as(answer.text()).isEmpty();
  }

  private static void eachOperation(BiConsumer<String, JsonNode> consumer) {
    var count = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      assertThat(path.getKey()).startsWith("/");
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        assertThat(operation.getKey()).isIn(METHODS);
        String name = operation.getKey() + " " + path.getKey();
        count.add(name);
        consumer.accept(name, operation.getValue());
      }
    }
    assertThat(count).hasSizeGreaterThan(30);
  }

  private static void eachNode(JsonNode node, Consumer<JsonNode> consumer) {
    consumer.accept(node);
    node.forEach(child -> eachNode(child, consumer));
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static String sample(String path) {
    return path.replace("/api/commands/{id}/ack", "/api/commands/k/ack")
        .replace("/api/asks/{id}/answer", "/api/asks/r/answer")
        .replace("/api/asks/{id}/close", "/api/asks/c/close")
        .replace("/api/asks/{id}", "/api/asks/q")
        .replace("{id}", "s")
        .replace("{sequence}", "1")
        .replace("{date}", "2026-11-23")
        .replace("{agent}", "claude-code");
  }

  private static String upper(String method) {
    return method.toUpperCase(Locale.ROOT);
  }
}
