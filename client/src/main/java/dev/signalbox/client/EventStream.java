package dev.signalbox.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the messages out of the bytes of one stream of server-sent events. Of an event only its
 * data counts: a hub's message says itself what its name and id say. An event that is cut off by
 * the end of the stream is never told. Used by one thread.
 *
 * <pre>event: event
 * id: k3f9:17
 * data: {"type":"event",…}
 * </pre>
 *
 * <p>Source: HTML Living Standard, section 9.2.6, "Interpreting an event stream".
 */
final class EventStream {
  /** Longest event, with its comments; the hub's own are far below. */
  static final int EVENT_BYTES_MAX = 16 * 1024 * 1024;

  private static final String DATA = "data";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private long eventBytes;
  private byte last;

  /**
   * The data of the events that end in this part.
   *
   * @throws MalformedMessageException when one is too long
   */
  List<String> read(byte[] part) {
    var messages = new ArrayList<String>();
    int begin = 0;
    for (int i = 0; i < part.length; i++) {
      byte now = part[i];
      if (now == '\n' || now == '\r') {
        append(part, begin, i);
        begin = i + 1;
        boolean isSecondOfPair = now == '\n' && last == '\r';
        if (!isSecondOfPair) {
          endLine(messages);
        }
      }
      last = now;
    }
    append(part, begin, part.length);
    return messages;
  }

  private void append(byte[] part, int from, int to) {
    eventBytes += to - from;
    if (eventBytes > EVENT_BYTES_MAX) {
      throw new MalformedMessageException(
          "Expected events of at most " + EVENT_BYTES_MAX + " bytes, but got a longer one");
    }
    line.write(part, from, to - from);
  }

  private void endLine(List<String> messages) {
    if (line.size() == 0) {
      endEvent(messages);
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    if (field.equals(DATA)) {
      String value = colon < 0 ? "" : text.substring(colon + 1);
      data.append(value.startsWith(" ") ? value.substring(1) : value).append('\n');
    }
  }

  private void endEvent(List<String> messages) {
    if (!data.isEmpty()) {
      messages.add(data.substring(0, data.length() - 1));
    }
    data.setLength(0);
    eventBytes = 0;
  }
}
