package dev.signalbox.cli.tail;

import dev.signalbox.client.ConnectionState;
import dev.signalbox.client.LiveEvent;
import dev.signalbox.client.SubscriptionListener;
import dev.signalbox.protocol.Message;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a subscription brings until enough has come. The subscription's thread calls it; one
 * other thread waits for its end.
 */
public final class Tail implements SubscriptionListener {
  private final TailPrinter printer;
  private final @Nullable String sessionId;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable String refusal;
  private long remaining;
  private boolean isLost;

  /**
   * @param sessionId the one session to print; null for all
   * @param countMax events to print
   */
  public Tail(TailPrinter printer, @Nullable String sessionId, long countMax) {
    this.printer = printer;
    this.sessionId = sessionId;
    this.remaining = countMax;
  }

  /**
   * Waits for the end.
   *
   * @throws HubLeftException when it was the hub that ended it
   */
  public void await() throws InterruptedException {
    end.await();
    if (refusal != null) {
      throw new HubLeftException(refusal);
    }
  }

  @Override
  public void event(LiveEvent event) {
    if (!isWanted(event.sessionId()) || end.getCount() == 0) {
      return;
    }
    printer.event(event);
    remaining--;
    if (remaining <= 0 || printer.isDeaf()) {
      end.countDown();
    }
  }

  @Override
  public void session(Message.SessionChanged changed) {
    printer.session(changed);
  }

  @Override
  public void gap(Message.Gap gap) {
    printer.gap(gap);
  }

  @Override
  public void state(ConnectionState state) {
    switch (state) {
      case ConnectionState.Reconnecting reconnecting -> {
        if (!isLost) {
          isLost = true;
          printer.lost(reconnecting.reason(), reconnecting.delay());
        }
      }
      case ConnectionState.CatchingUp _ -> {
        if (isLost) {
          isLost = false;
          printer.found();
        }
      }
      case ConnectionState.Closed closed -> {
        refusal = closed.reason();
        end.countDown();
      }
      case ConnectionState.Connecting _, ConnectionState.Live _ -> {}
    }
  }

  private boolean isWanted(String id) {
    return sessionId == null || sessionId.equals(id);
  }
}
