package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A place in one log, written {@code epoch:sequence}, e.g. {@code k3f9:10482}.
 *
 * @param epoch identity of the log, 1 to 32 characters of {@code [a-z0-9]}
 * @param sequence number of the last event already seen; 0 is before everything
 */
public record Position(String epoch, long sequence) {
  private static final Pattern EPOCH = Pattern.compile("[a-z0-9]{1,32}");
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  public Position {
    if (!EPOCH.matcher(epoch).matches()) {
      throw new IllegalArgumentException("Expected an epoch of [a-z0-9]{1,32}, but got " + epoch);
    }
    if (sequence < 0) {
      throw new IllegalArgumentException("Expected sequence >= 0, but got " + sequence);
    }
  }

  /** Reads {@code epoch:sequence}; throws {@link IllegalArgumentException} saying what came. */
  @JsonCreator
  public static Position parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !SEQUENCE.matcher(text.substring(colon + 1)).matches()) {
      throw new IllegalArgumentException(
          "Expected a position like k3f9:10482, but got " + Texts.cut(text, 60));
    }
    return new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
  }

  /** The same log at another sequence. */
  public Position at(long otherSequence) {
    return new Position(epoch, otherSequence);
  }

  @JsonValue
  @Override
  public String toString() {
    return epoch + ":" + sequence;
  }
}
