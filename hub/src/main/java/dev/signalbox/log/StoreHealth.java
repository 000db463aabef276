package dev.signalbox.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store can be written, as the last attempt has found. Only a write that reached the
 * store ends an outage; each change is logged once. The sequencer's thread tells, any thread asks.
 */
final class StoreHealth {
  private static final Logger log = LoggerFactory.getLogger(StoreHealth.class);

  private volatile @Nullable String outage;

  /** Why the store cannot be written, while it cannot. */
  Optional<String> outage() {
    return Optional.ofNullable(outage);
  }

  void failed(String reason, Throwable fault) {
    if (outage == null) {
      log.error("The log cannot be written; writes are refused until it can", fault);
    } else {
      log.debug("The log still cannot be written: {}", reason);
    }
    outage = reason;
  }

  void written() {
    if (outage != null) {
      outage = null;
      log.info("The log can be written again");
    }
  }
}
