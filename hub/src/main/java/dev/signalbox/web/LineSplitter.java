package dev.signalbox.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of buffers into lines. A line over the limit is skipped, and said so. */
final class LineSplitter {
  private static final byte[] EMPTY = {};

  private final int bytesMax;
  private final Consumer<byte @Nullable []> lines;

  /** The beginning of a line of which the end is to come. */
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private boolean isSkipping;

  /**
   * @param lines gets each line without its end; null for a line that was too long
   */
  LineSplitter(int bytesMax, Consumer<byte @Nullable []> lines) {
    this.bytesMax = bytesMax;
    this.lines = lines;
  }

  void add(Buffer part) {
    byte[] bytes = part.getBytes();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        finishLine(bytes, from, i);
        from = i + 1;
      }
    }
    keep(bytes, from, bytes.length);
  }

  /** The last line may lack its end. */
  void end() {
    if (isSkipping || begun.size() > 0) {
      finishLine(EMPTY, 0, 0);
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    isSkipping |= begun.size() + to - from > bytesMax;
    if (isSkipping) {
      begun.reset();
    } else {
      begun.write(bytes, from, to - from);
    }
  }

  private void finishLine(byte[] bytes, int from, int to) {
    if (begun.size() == 0 && !isSkipping && to - from <= bytesMax) {
      lines.accept(Arrays.copyOfRange(bytes, from, to));
      return;
    }
    keep(bytes, from, to);
    byte[] line = isSkipping ? null : begun.toByteArray();
    isSkipping = false;
    begun.reset();
    lines.accept(line);
  }
}
