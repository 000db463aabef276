package dev.signalbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An SSE client: collects the lines, and the messages that are in them. A message whose event name
 * or id says something else than its JSON ends the connection with a fault.
 */
final class StreamClient implements LiveClient {
  private static final int ENDED = 1000;
  private static final int BROKEN = 1006;

  private final Inbox<Received> inbox = new Inbox<>();
  private final Inbox<String> lines = new Inbox<>();
  private final Reader reader = new Reader();

  /** Opens a stream and returns once it flows. */
  static StreamClient open(HttpClient http, HttpRequest.Builder request) {
    var client = new StreamClient();
    Reader reader = client.reader;
    http.sendAsync(
            request.header("Accept", "text/event-stream").build(),
            BodyHandlers.fromLineSubscriber(reader))
        .exceptionally(fault -> {
          reader.onError(fault);
          return null;
        });
    reader.awaitOpen();
    return client;
  }

  @Override
  public Inbox<Received> inbox() {
    return inbox;
  }

  /** All lines as they came, comments included. */
  Inbox<String> lines() {
    return lines;
  }

  @Override
  public void pause() {
    reader.pause();
  }

  @Override
  public void resume() {
    reader.resume();
  }

  @Override
  public void close() {
    reader.cancel();
    inbox.close(BROKEN, "Closed by the test");
  }

  private final class Reader implements Flow.Subscriber<String> {
    private final CompletableFuture<Flow.Subscription> opened = new CompletableFuture<>();
    private final EventBlock block = new EventBlock();
    private boolean isPaused;
    private boolean isWaiting;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      opened.complete(subscription);
      subscription.request(1);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
      try {
        Received message = block.add(line);
        if (message != null) {
          inbox.add(message);
        }
      } catch (AssertionError e) {
        inbox.close(BROKEN, String.valueOf(e.getMessage()));
      }
      askForMore();
    }

    @Override
    public void onError(Throwable fault) {
      opened.completeExceptionally(fault);
      lines.close(BROKEN, String.valueOf(fault));
      inbox.close(BROKEN, String.valueOf(fault));
    }

    @Override
    public void onComplete() {
      lines.close(ENDED, "The stream has ended");
      inbox.close(ENDED, "The stream has ended");
    }

    void awaitOpen() {
      try {
        opened.get(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while opening", e);
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      } catch (TimeoutException e) {
        throw new AssertionError("The stream did not open", e);
      }
    }

    void cancel() {
      Flow.Subscription subscription = opened.getNow(null);
      if (subscription != null) {
        subscription.cancel();
      }
    }

    synchronized void pause() {
      isPaused = true;
    }

    synchronized void resume() {
      isPaused = false;
      if (isWaiting) {
        isWaiting = false;
        opened.join().request(1);
      }
    }

    private synchronized void askForMore() {
      if (isPaused) {
        isWaiting = true;
      } else {
        opened.join().request(1);
      }
    }
  }

  /** The lines between two empty ones. */
  private static final class EventBlock {
    private @Nullable String name;
    private @Nullable String id;
    private @Nullable String data;

    /** The message that this line completes, if any. */
    @Nullable Received add(String line) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty() && data != null) {
        return complete(Received.parse(data));
      }
      return null;
    }

    private Received complete(Received message) {
      String position = id;
      String type = name;
      id = null;
      name = null;
      data = null;
      if (!message.type().equals(type)) {
        throw new AssertionError("The event is named " + type + ", but its data is " + message);
      }
      // After a gap a client goes on where it ends.
      String field = message.type().equals("gap") ? "to" : "position";
      if (position != null && !position.equals(message.json().path(field).asText())) {
        throw new AssertionError("The id is " + position + ", but its data is " + message);
      }
      return message;
    }
  }
}
