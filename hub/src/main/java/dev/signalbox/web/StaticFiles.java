package dev.signalbox.web;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dashboard, from the class path. Files are read once and kept: there are a few dozen. Names
 * with a content hash may be cached for ever, the page itself never. Thread safe.
 */
public final class StaticFiles {
  private static final String ROOT = "dashboard/";

  /** Nothing inline, nothing from another host, no frame around us. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2");

  private final Map<String, Optional<Reply>> files = new ConcurrentHashMap<>();

  /** The page; every address of the dashboard is this one, and its script reads the path. */
  Reply page() {
    return file("index.html")
        .orElseGet(() ->
            Reply.problem(
                Problem.of(
                    404,
                    "no-dashboard",
                    "This hub was built without its dashboard; the API is at /openapi.json")));
  }

  /** The file under a path without leading slash, if it is there. */
  Optional<Reply> file(String path) {
    String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (mediaType == null || path.contains("..")) {
      return Optional.empty();
    }
    Optional<Reply> known = files.get(path);
    if (known != null) {
      return known;
    }
    Optional<Reply> read = read(path, mediaType);
    // Only what is there is remembered: names that are not are without number.
    read.ifPresent(reply -> files.put(path, Optional.of(reply)));
    return read;
  }

  private static Optional<Reply> read(String path, String mediaType) {
    try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(ROOT + path)) {
      if (in == null) {
        return Optional.empty();
      }
      Map<String, String> headers =
          Map.of(
              "Cache-Control",
              path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
              "Content-Security-Policy",
              CONTENT_SECURITY_POLICY,
              "Referrer-Policy",
              "no-referrer");
      return Optional.of(new Reply(200, mediaType, Buffer.buffer(in.readAllBytes()), headers));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the dashboard's " + path, e);
    }
  }
}
