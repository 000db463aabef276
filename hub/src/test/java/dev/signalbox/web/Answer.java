package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What a hub answered. */
record Answer(int status, HttpHeaders headers, String text) {
  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  /** This answer; fails when it has another status. */
  Answer expect(int expected) {
    if (status != expected) {
      throw new AssertionError("Expected status " + expected + ", but got " + this);
    }
    return this;
  }

  JsonNode json() {
    try {
      return Json.mapper().readTree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON: " + text, e);
    }
  }

  /** The value at a JSON pointer. */
  JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** A header's value, or an empty string. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
