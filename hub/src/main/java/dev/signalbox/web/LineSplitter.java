package dev.signalbox.web;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of buffers into lines. A line over the limit is skipped, and said so. */
final class LineSplitter {
  private final int bytesMax;
  private final Consumer<@Nullable Buffer> lines;
  private Buffer rest = Buffer.buffer();
  private boolean isSkipping;

  /**
   * @param lines gets each line without its end; null for a line that was too long
   */
  LineSplitter(int bytesMax, Consumer<@Nullable Buffer> lines) {
    this.bytesMax = bytesMax;
    this.lines = lines;
  }

  void add(Buffer part) {
    int from = 0;
    for (int i = 0; i < part.length(); i++) {
      if (part.getByte(i) == '\n') {
        take(part.slice(from, i));
        finishLine();
        from = i + 1;
      }
    }
    take(part.slice(from, part.length()));
  }

  /** The last line may lack its end. */
  void end() {
    if (isSkipping || rest.length() > 0) {
      finishLine();
    }
  }

  private void take(Buffer part) {
    if (isSkipping || rest.length() + part.length() > bytesMax) {
      isSkipping = true;
      rest = Buffer.buffer();
      return;
    }
    rest.appendBuffer(part);
  }

  private void finishLine() {
    Buffer line = isSkipping ? null : rest;
    isSkipping = false;
    rest = Buffer.buffer();
    lines.accept(line);
  }
}
