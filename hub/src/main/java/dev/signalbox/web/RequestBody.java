package dev.signalbox.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a request's whole body, up to a limit. Runs on the request's event loop. */
final class RequestBody {
  private RequestBody() {}

  /** The bytes; fails with {@link ProblemException} for what is not JSON, too large or broken. */
  static Future<Buffer> json(HttpServerRequest request, int bytesMax) {
    if (hasBody(request)) {
      requireJson(request.getHeader(HttpHeaders.CONTENT_TYPE));
    }
    requireUnencoded(request);
    requireSmall(request, bytesMax);
    proceed(request);
    return read(request, bytesMax);
  }

  /** Refuses a body that says beforehand that it is too large. */
  static void requireSmall(HttpServerRequest request, int bytesMax) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && (length.length() > 18 || Long.parseLong(length) > bytesMax)) {
      throw tooLarge(bytesMax);
    }
  }

  /** Lets a caller send its body that waits for leave to do so ({@code Expect: 100-continue}). */
  static void proceed(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.response().writeContinue();
    }
  }

  /** Compressed bodies are not understood: one that inflates without end is no danger then. */
  static void requireUnencoded(HttpServerRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw ProblemException.of(
          415, "content-encoding", "Expected the body as it is, without Content-Encoding");
    }
  }

  /**
   * The bytes as they come; fails with {@link ProblemException} for what is too large or broken.
   */
  static Future<Buffer> read(HttpServerRequest request, int bytesMax) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(fault -> whole.tryFail(broken()));
    request.endHandler(end -> whole.tryComplete(body));
    request.handler(part -> {
      if (body.length() + part.length() <= bytesMax) {
        body.appendBuffer(part);
      } else {
        whole.tryFail(tooLarge(bytesMax));
      }
    });
    return whole.future();
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (length != null && !length.equals("0"));
  }

  /** A browser sends other media types to other origins without asking; JSON it does not. */
  private static void requireJson(@Nullable String contentType) {
    String mediaType =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean isJson =
        mediaType.equals("application/json")
            || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
    if (!isJson) {
      throw ProblemException.of(
          415, "media-type", "Expected the body as application/json with that Content-Type");
    }
  }

  static ProblemException broken() {
    return ProblemException.of(400, "bad-request", "Expected the whole body, but it broke off");
  }

  private static ProblemException tooLarge(int bytesMax) {
    return ProblemException.of(
        413, "too-large", "Expected a body of at most " + bytesMax + " bytes");
  }
}
