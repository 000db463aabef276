package dev.signalbox.ask;

import dev.signalbox.ask.HeldAsks.Held;
import dev.signalbox.protocol.Ask;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests in which agents wait for an answer at this moment, by the names that their asks give
 * as {@code holder}. Thread safe.
 */
public final class Holders {
  private final Map<String, Held> connected = new ConcurrentHashMap<>();

  boolean isHeld(String holder) {
    return connected.containsKey(holder);
  }

  /** Whether an agent waits that takes another input with an approval. */
  boolean takesInput(Ask ask) {
    Held held = ask.holder() == null ? null : connected.get(ask.holder());
    return held != null && held.takesInput();
  }

  void add(Held held) {
    connected.put(held.holder(), held);
  }

  void remove(String holder) {
    connected.remove(holder);
  }
}
