package dev.signalbox.ask;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests in which agents wait for an answer at this moment, by the names that their asks give
 * as {@code holder}. Thread safe.
 */
public final class Holders {
  private final Set<String> connected = ConcurrentHashMap.newKeySet();

  boolean isHeld(String holder) {
    return connected.contains(holder);
  }

  void add(String holder) {
    connected.add(holder);
  }

  void remove(String holder) {
    connected.remove(holder);
  }
}
