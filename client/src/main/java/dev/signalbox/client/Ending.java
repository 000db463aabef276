package dev.signalbox.client;

import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Why a connection ended, and whether there should be another one. */
sealed interface Ending {

  /** Try again, but not before the delay. */
  record Retry(String reason, Duration delayMin) implements Ending {}

  /** Trying again would end the same way. */
  record Refused(String reason) implements Ending {}

  /** The subscription's owner has closed it. */
  record Closed() implements Ending {}

  /** By the table of close codes in {@code docs/protocol.md}; others mean a lost connection. */
  static Ending ofClose(int code, String said) {
    return switch (code) {
      case 1001 -> retry("The hub is going away");
      case 1008 -> new Refused(quote("The hub refuses this connection", said));
      case 1009 -> new Refused(quote("A message was too big for the hub", said));
      case 1013 -> new Retry("The hub is overloaded", Duration.ofSeconds(5));
      case 4401 -> new Refused("The hub wants a login");
      case 4429 -> new Retry("The hub has too many connections", Duration.ofSeconds(10));
      default -> retry(quote("The hub closed the connection", said));
    };
  }

  /** Of a connection that broke, or was never made. */
  static Ending ofFault(Throwable fault) {
    return switch (fault) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          ofFault(wrapped.getCause());
      case WebSocketHandshakeException handshake -> ofStatus(handshake.getResponse().statusCode());
      case IOException broken -> retry(HubUnreachableException.describe(broken));
      default -> retry("The connection broke: " + fault);
    };
  }

  /** Of an answer to the handshake that was not a connection. */
  private static Ending ofStatus(int status) {
    String reason = "The hub answered HTTP " + status;
    boolean isTemporary = status == 429 || status >= 500;
    return isTemporary ? retry(reason) : new Refused(reason);
  }

  static Ending retry(String reason) {
    return new Retry(reason, Duration.ZERO);
  }

  private static String quote(String reason, String said) {
    return said.isBlank() ? reason : reason + ": " + said;
  }
}
