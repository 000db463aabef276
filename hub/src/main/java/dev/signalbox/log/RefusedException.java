package dev.signalbox.log;

import java.io.Serial;

/** What a caller wants is well-formed but not possible now, e.g. an illegal transition. */
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String code;

  /** Whether the thing is not there or stands in the way. */
  public enum Kind {
    NOT_FOUND,
    CONFLICT
  }

  public RefusedException(Kind kind, String code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  /** No session of this id. */
  public static RefusedException unknownSession(String sessionId) {
    return new RefusedException(
        Kind.NOT_FOUND, "unknown-session", "There is no session " + sessionId);
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }
}
