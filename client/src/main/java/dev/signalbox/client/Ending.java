package dev.signalbox.client;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Why a connection ended, and whether there should be another one. */
sealed interface Ending {
  /** A hub that asks for more patience is asked again all the same. */
  Duration RETRY_AFTER_MAX = Duration.ofMinutes(1);

  /** Try again, but not before the delay. */
  record Retry(String reason, Duration delayMin) implements Ending {}

  /** Trying again would end the same way. */
  record Refused(String reason) implements Ending {}

  /** The subscription's owner has closed it. */
  record Closed() implements Ending {}

  /** Of an answer that was no stream of events. */
  static Ending ofRefusal(ResponseInfo answer, String body) {
    int status = answer.statusCode();
    if (status < Problem.FIRST_FAULT) {
      return new Refused(
          "Expected a hub's stream of events, but got HTTP %d %s"
              .formatted(status, mediaType(answer.headers()))
              .strip());
    }
    String reason = Problem.parse(status, body).summary();
    boolean isTemporary = status == 429 || status >= 500;
    return isTemporary ? new Retry(reason, retryAfter(answer.headers())) : new Refused(reason);
  }

  /** Of a connection that broke, or was never made. */
  static Ending ofFault(Throwable fault) {
    return switch (fault) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          ofFault(wrapped.getCause());
      case IOException broken -> retry(HubUnreachableException.describe(broken));
      default -> retry("The connection broke: " + fault);
    };
  }

  static Ending retry(String reason) {
    return new Retry(reason, Duration.ZERO);
  }

  static String mediaType(HttpHeaders headers) {
    return headers.firstValue("Content-Type").orElse("");
  }

  private static Duration retryAfter(HttpHeaders headers) {
    try {
      long seconds = headers.firstValueAsLong("Retry-After").orElse(0);
      return Duration.ofSeconds(Math.clamp(seconds, 0, RETRY_AFTER_MAX.toSeconds()));
    } catch (NumberFormatException e) {
      // A date, as a proxy may send: the usual pace will do.
      return Duration.ZERO;
    }
  }
}
