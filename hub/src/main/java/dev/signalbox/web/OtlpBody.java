package dev.signalbox.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an OTLP request as it came over the network.
 *
 * @param bytes never changed
 */
record OtlpBody(byte[] bytes, boolean isCompressed) {
  /** On the network. Agents send a few hundred kilobytes after a busy minute. */
  static final int BYTES_MAX = 4 * 1024 * 1024;

  /** Inflated: a small body that becomes a huge one is an attack. */
  static final int INFLATED_BYTES_MAX = 16 * 1024 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;

  /** Reads it; fails with {@link ProblemException} for what is too large or broken. */
  static Future<OtlpBody> read(HttpServerRequest request) {
    boolean isCompressed = isCompressed(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    RequestBody.requireSmall(request, BYTES_MAX);
    return RequestBody.read(request, BYTES_MAX)
        .map(buffer -> new OtlpBody(buffer.getBytes(), isCompressed));
  }

  /** As it was before it was compressed; throws when that is too large, or no gzip. */
  byte[] inflated() {
    if (!isCompressed) {
      return bytes;
    }
    var inflated = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes), CHUNK_BYTES)) {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        if (inflated.size() + length > INFLATED_BYTES_MAX) {
          throw ProblemException.of(
              413,
              "too-large",
              "Expected a body of at most " + INFLATED_BYTES_MAX + " bytes when inflated");
        }
        inflated.write(chunk, 0, length);
      }
    } catch (IOException e) {
      throw ProblemException.of(400, "bad-request", "Expected a body in gzip, but it breaks");
    }
    return inflated.toByteArray();
  }

  private static boolean isCompressed(@Nullable String encoding) {
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip" -> true;
      default ->
          throw ProblemException.of(
              415, "content-encoding", "Expected the body as it is, or in gzip");
    };
  }
}
