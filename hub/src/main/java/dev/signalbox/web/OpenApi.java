package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Subagent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes the HTTP interface as an OpenAPI 3.1 document. Paths come from the routes that the
 * router serves, and schemas of what the hub itself makes from the records that it writes ({@link
 * RecordSchemas}). What no code says is in the resource {@code openapi.json}: the live connections,
 * the bodies that come from outside, and answers that are put together from stored JSON. Tests
 * check these against the hub.
 */
final class OpenApi {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

  private static final List<Class<?>> RECORDS =
      List.of(
          Session.class,
          Chain.class,
          Step.class,
          Subagent.class,
          Ask.class,
          Command.class,
          Problem.class,
          AppendReply.class,
          LineReply.class);

  private OpenApi() {}

  static ObjectNode document(List<Route> routes, String version) {
    ObjectNode document = base();
    document.withObjectProperty("info").put("version", version);
    var schemas =
        new RecordSchemas(document.withObjectProperty("components").withObjectProperty("schemas"));
    RECORDS.forEach(schemas::add);
    ObjectNode paths = document.withObjectProperty("paths");
    for (Route route : routes) {
      ObjectNode operations = paths.withObjectProperty(route.path());
      String method = route.method().name().toLowerCase(Locale.ROOT);
      if (operations.has(method)) {
        // Another kind of body for the same operation.
        addBody(operations.withObjectProperty(method), route);
        addGood(operations.withObjectProperty(method), route);
      } else {
        describe(operations.putObject(method), route);
      }
    }
    return document;
  }

  private static ObjectNode base() {
    try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("The resource openapi.json is missing");
      }
      return Json.own(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read openapi.json", e);
    }
  }

  private static void describe(ObjectNode operation, Route route) {
    operation.put("operationId", operationId(route)).put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    Matcher inPath = PATH_PARAMETER.matcher(route.path());
    while (inPath.find()) {
      parameter(parameters, inPath.group(1), "path", "string").put("required", true);
    }
    for (Route.Parameter parameter : route.request().query()) {
      String type = parameter.kind().name().toLowerCase(Locale.ROOT);
      parameter(parameters, parameter.name(), "query", type)
          .put("description", parameter.description());
    }
    addBody(operation, route);
    addGood(operation, route);
    operation
        .withObjectProperty("responses")
        .putObject("default")
        .put("$ref", "#/components/responses/Problem");
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String in, String type) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    parameter.putObject("schema").put("type", type);
    return parameter;
  }

  private static void addBody(ObjectNode operation, Route route) {
    List<String> mediaTypes =
        switch (route.request().body()) {
          case NONE -> List.of();
          case JSON, LARGE_JSON -> List.of("application/json");
          case LINES -> List.of("application/x-ndjson");
          case OTLP -> List.of("application/json", "application/x-protobuf");
        };
    for (String mediaType : mediaTypes) {
      ObjectNode body = operation.withObjectProperty("requestBody");
      reference(body.withObjectProperty("content").putObject(mediaType), route.request().schema());
    }
  }

  private static void addGood(ObjectNode operation, Route route) {
    for (int status : route.good().statuses()) {
      ObjectNode good =
          operation
              .withObjectProperty("responses")
              .withObjectProperty(Integer.toString(status))
              .put("description", status == 204 ? "Nothing to say" : "As asked");
      if (status != 204) {
        addSchema(
            good.withObjectProperty("content").withObjectProperty("application/json"),
            route.good().schema());
      }
    }
  }

  /** Two kinds of body have two kinds of answer. */
  private static void addSchema(ObjectNode media, String schema) {
    if (!media.has("schema")) {
      reference(media, schema);
      return;
    }
    ObjectNode first = media.withObjectProperty("schema").deepCopy();
    ArrayNode either = media.putObject("schema").putArray("anyOf").add(first);
    either.addObject().put("$ref", "#/components/schemas/" + schema);
  }

  private static void reference(ObjectNode media, String schema) {
    if (schema.isEmpty()) {
      media.putObject("schema").put("type", "object");
    } else {
      media.putObject("schema").put("$ref", "#/components/schemas/" + schema);
    }
  }

  /** {@code GET /api/sessions/{id}} is {@code getApiSessionsId}. */
  private static String operationId(Route route) {
    var id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
    for (String word : route.path().replaceAll("[^A-Za-z0-9]+", " ").strip().split(" ", -1)) {
      id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return id.toString();
  }
}
