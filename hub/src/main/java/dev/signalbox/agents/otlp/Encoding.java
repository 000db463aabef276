package dev.signalbox.agents.otlp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two ways in which OTLP goes over HTTP; an answer comes in that of its request. */
public enum Encoding {
  JSON("application/json"),
  PROTOBUF("application/x-protobuf");

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** What a Content-Type header names; its parameters do not matter. */
  public static Optional<Encoding> of(@Nullable String contentType) {
    String given =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(it -> it.mediaType.equals(given)).findFirst();
  }
}
