package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Turns what is valid into what may not be; the same for the same seed. */
final class Mutations {
  /** Values of JSON, or nearly so, that have broken programs before. */
  private static final List<String> HOSTILE =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "-0.0",
          "1.5",
          "1e400",
          "-1e-400",
          "2147483648",
          "9223372036854775808",
          "-99999999999999999999999999",
          "NaN",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud83d\"",
          "\"\\ude00\\ud83d\"",
          "\"\\u202e\\ufeff\\uffff\"",
          "\"../../../etc/passwd\"",
          "\"' OR 1=1 --\"",
          "\"%00%s%n${x}\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"2026-02-30T25:61:61Z\"",
          "\"0001-01-01T00:00:00+18:00\"",
          "[]",
          "{}",
          "[null]",
          "{\"\":{\"\":null}}",
          "{\"__proto__\":1,\"constructor\":2}",
          "[" + "1,".repeat(3_000) + "1]",
          "[".repeat(150) + "]".repeat(150),
          "{\"a\":".repeat(190) + "1" + "}".repeat(190),
          "[".repeat(5_000),
          "\"" + "x".repeat(70_000) + "\"",
          "\"" + "😀".repeat(9_000) + "\"",
          "1" + "0".repeat(1_200));

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** One of these values. */
  <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  byte[] mutate(byte[] valid) {
    return switch (random.nextInt(8)) {
      case 0 -> overwritten(valid);
      case 1 -> Arrays.copyOf(valid, random.nextInt(valid.length + 1));
      case 2 -> inserted(valid, bytes(one(HOSTILE)));
      case 3 -> inserted(valid, noise(1 + random.nextInt(8)));
      case 4 -> noise(random.nextInt(200));
      default -> restructured(valid);
    };
  }

  byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  byte[] overwritten(byte[] valid) {
    byte[] changed = valid.clone();
    for (int i = 0; i < 3 && changed.length > 0; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] inserted(byte[] valid, byte[] more) {
    int at = random.nextInt(valid.length + 1);
    byte[] changed = Arrays.copyOf(valid, valid.length + more.length);
    System.arraycopy(more, 0, changed, at, more.length);
    System.arraycopy(valid, at, changed, at + more.length, valid.length - at);
    return changed;
  }

  /** Puts a hostile value in the place of a random one, or a value under another's name. */
  private byte[] restructured(byte[] valid) {
    JsonNode tree;
    try {
      tree = Json.tree(valid);
    } catch (JsonProcessingException e) {
      return overwritten(valid);
    }
    String marker = "\u0001here\u0001";
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    if (containers.isEmpty()) {
      return bytes(one(HOSTILE));
    }
    switch (one(containers)) {
      case ObjectNode object -> {
        List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
        object.put(names.isEmpty() || random.nextInt(6) == 0 ? "more" : one(names), marker);
      }
      case ArrayNode array when array.isEmpty() -> array.add(marker);
      case ArrayNode array -> array.set(random.nextInt(array.size()), marker);
      default -> throw new IllegalStateException("Only containers were collected");
    }
    return bytes(Json.text(tree).replace(Json.text(marker), one(HOSTILE)));
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
