package dev.signalbox.broadcast;

/** WebSocket close codes that the hub sends, and what the client should do then. */
public enum CloseCode {
  /** The hub stops, or has heard nothing for too long: reconnect. */
  GOING_AWAY(1001),
  /** A text message was no UTF-8 (RFC 6455, section 8.1): do not reconnect. */
  NO_TEXT(1007),
  /** The client broke a rule: do not reconnect. */
  POLICY(1008),
  /** A message was too big: do not reconnect. */
  TOO_BIG(1009),
  /** The hub cannot serve this connection now: reconnect later. */
  OVERLOADED(1013),
  /** Too many connections: reconnect later. */
  TOO_MANY(4429);

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
