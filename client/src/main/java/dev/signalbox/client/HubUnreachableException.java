package dev.signalbox.client;

import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** No hub could be asked, or none answered. Whether it has done what was asked is not known. */
public final class HubUnreachableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  HubUnreachableException(String message, IOException cause) {
    super(message, cause);
  }

  static HubUnreachableException of(URI hub, IOException fault) {
    return new HubUnreachableException(describe(fault) + " at " + hub, fault);
  }

  /** What happened, to be followed by the hub's address. */
  static String describe(Throwable fault) {
    if (fault instanceof HttpConnectTimeoutException || isRefused(fault)) {
      return "No hub answers";
    }
    if (fault instanceof ProtocolException || fault.getCause() instanceof ProtocolException) {
      return "No hub, but something else answers";
    }
    return fault instanceof HttpTimeoutException
        ? "The hub did not answer in time"
        : "The connection to the hub broke";
  }

  private static boolean isRefused(Throwable fault) {
    return fault instanceof ConnectException
        || fault.getCause() instanceof UnresolvedAddressException;
  }
}
