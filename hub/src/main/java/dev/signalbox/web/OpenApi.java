package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes the routes as an OpenAPI 3.1 document; it is true because the router reads them too.
 */
final class OpenApi {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static ObjectNode document(List<Route> routes, String version) {
    ObjectNode document = Json.object();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Signalbox")
        .put("version", version)
        .put("summary", "Coding agents report to the hub, people watch and answer")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      ObjectNode operations = paths.withObjectProperty(route.path());
      String method = route.method().name().toLowerCase(Locale.ROOT);
      if (operations.has(method)) {
        addMediaType(operations.withObjectProperty(method), route);
        continue;
      }
      describe(operations.putObject(method), route);
    }
    problem(document.putObject("components").putObject("schemas").putObject("Problem"));
    return document;
  }

  private static void describe(ObjectNode operation, Route route) {
    operation.put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    Matcher inPath = PATH_PARAMETER.matcher(route.path());
    while (inPath.find()) {
      parameter(parameters, inPath.group(1), "path", "string", "").put("required", true);
    }
    for (Route.Parameter parameter : route.query()) {
      String kind = parameter.kind().name().toLowerCase(Locale.ROOT);
      parameter(parameters, parameter.name(), "query", kind, parameter.description());
    }
    addMediaType(operation, route);
    ObjectNode responses = operation.putObject("responses");
    ObjectNode good = responses.putObject(Integer.toString(route.status()));
    good.put("description", "As asked");
    if (route.status() != 204) {
      good.putObject("content").putObject("application/json").putObject("schema");
    }
    ObjectNode bad = responses.putObject("default").put("description", "A problem (RFC 9457)");
    bad.putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private static void addMediaType(ObjectNode operation, Route route) {
    String mediaType =
        switch (route.body()) {
          case NONE -> "";
          case JSON, LARGE_JSON -> "application/json";
          case LINES -> "application/x-ndjson";
        };
    if (!mediaType.isEmpty()) {
      operation
          .withObjectProperty("requestBody")
          .withObjectProperty("content")
          .putObject(mediaType)
          .putObject("schema")
          .put("type", "object");
    }
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String name, String in, String type, String description) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    if (!description.isEmpty()) {
      parameter.put("description", description);
    }
    parameter.putObject("schema").put("type", type);
    return parameter;
  }

  private static void problem(ObjectNode schema) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String name : List.of("type", "title", "detail", "code", "error")) {
      properties.putObject(name).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    properties.putObject("errors").put("type", "array").putObject("items").put("type", "object");
  }
}
