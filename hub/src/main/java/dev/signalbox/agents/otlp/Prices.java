package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What models cost, for agents that count tokens but not money. List prices of one day, without
 * tiers and discounts: what they come to is an estimate. A model that is not listed has no price.
 *
 * <pre>{"asOf":"2026-09-05","models":{"gpt-5.5":{"input":5,"cacheRead":0.5,"output":30}}}</pre>
 *
 * In US dollars for a million tokens; {@code cacheWrite} costs as much as input where it is absent.
 */
public final class Prices {
  private static final String LISTED = "/agents/otlp/prices.json";
  private static final double MILLION = 1_000_000;

  /** What may follow a listed name without making it another model, e.g. a date. */
  private static final Pattern SAME_MODEL =
      Pattern.compile(
          "(-(codex|preview|latest|exp|max|low|medium|high|xhigh"
              + "|[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2,4}))*");

  private final TreeMap<String, Price> byModel = new TreeMap<>();

  private Prices(JsonNode list) {
    for (var model : list.path("models").properties()) {
      byModel.put(model.getKey(), Price.of(model.getValue()));
    }
  }

  private record Price(double input, double cacheRead, double cacheWrite, double output) {
    static Price of(JsonNode node) {
      double input = node.path("input").asDouble();
      return new Price(
          input,
          node.path("cacheRead").asDouble(input),
          node.path("cacheWrite").asDouble(input),
          node.path("output").asDouble());
    }
  }

  /**
   * The prices in a file of the operator's, else those that come with the hub.
   *
   * @throws IllegalArgumentException when the file is there and cannot be read
   */
  public static Prices load(Path file) {
    if (!Files.exists(file)) {
      return listed();
    }
    try {
      if (Json.tree(Files.readAllBytes(file)) instanceof ObjectNode own && own.has("models")) {
        return new Prices(own);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Could not read prices from " + file, e);
    }
    throw new IllegalArgumentException("Expected {\"models\":{…}} in " + file);
  }

  /** The prices that come with the hub. */
  static Prices listed() {
    try (InputStream in = Prices.class.getResourceAsStream(LISTED)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + LISTED + " is missing");
      }
      return new Prices(Json.own(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + LISTED, e);
    }
  }

  /**
   * Adds what the tokens cost to the body of a {@code usage:recorded}, when the model is listed.
   */
  ObjectNode estimate(ObjectNode body, @Nullable String model, Tokens tokens) {
    Price price = model == null ? null : find(model);
    if (price == null) {
      return body;
    }
    double cost =
        tokens.input() * price.input
            + tokens.cacheRead() * price.cacheRead
            + tokens.cacheWrite() * price.cacheWrite
            + tokens.output() * price.output;
    return body.put("costUsd", cost / MILLION).put("costEstimated", true);
  }

  /** By the longest listed name that the model's begins with; {@code gpt-5} is not gpt-5.5. */
  private @Nullable Price find(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    for (var entry : byModel.headMap(name, true).descendingMap().entrySet()) {
      if (name.startsWith(entry.getKey())) {
        String rest = name.substring(entry.getKey().length());
        return SAME_MODEL.matcher(rest).matches() ? entry.getValue() : null;
      }
    }
    return null;
  }
}
