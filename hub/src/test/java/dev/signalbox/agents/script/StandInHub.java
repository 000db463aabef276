package dev.signalbox.agents.script;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The hub that the script reports to, at one address; it can go away and come back. */
final class StandInHub implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<Received> requests = new LinkedBlockingQueue<>();
  private final Queue<HttpExchange> unanswered = new ConcurrentLinkedQueue<>();
  private final int port;
  private @Nullable HttpServer server;
  private volatile Answer answer = Answer.TAKEN;

  /** A request as it came. */
  record Received(String path, Headers headers, String body) {

    /** A header's bytes as UTF-8; empty when there is none. */
    String header(String name) {
      String value = Objects.requireNonNullElse(headers.getFirst(name), "");
      return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  /** What it answers to everything. */
  record Answer(int status, String mediaType, String body) {
    /** The connection stays open. */
    static final Answer NEVER = new Answer(0, "", "");

    static final Answer TAKEN = new Answer(200, "application/json", "{\"watched\":true}");

    /** It breaks off after what keeps a connection alive. */
    static final Answer CUT = new Answer(200, "application/json", " ");

    static Answer problem(int status) {
      return new Answer(status, "application/problem+json", "{\"status\":" + status + "}");
    }
  }

  StandInHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    serve(server);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  int port() {
    return port;
  }

  void answer(Answer next) {
    answer = next;
  }

  /** Answers a request that was to be answered never. */
  void answerLate(Answer late) throws IOException {
    write(unanswered.remove(), late);
  }

  /** Nobody listens any longer: connections are refused. */
  void goAway() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  void comeBack() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    serve(server);
  }

  /** The next request; waits for it. */
  Received received() throws InterruptedException {
    @Nullable Received next = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing was sent in " + PATIENCE_SECONDS + " s");
    }
    return next;
  }

  /** The next so many requests; waits for them. */
  List<Received> received(int count) throws InterruptedException {
    List<Received> all = new ArrayList<>();
    while (all.size() < count) {
      all.add(received());
    }
    return all;
  }

  /** Whether nothing has come that was not asked for. */
  boolean isQuiet() {
    return requests.isEmpty();
  }

  @Override
  public void close() {
    goAway();
  }

  private void serve(HttpServer fresh) {
    fresh.createContext("/", this::take);
    fresh.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    Answer now = answer;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (now.equals(Answer.NEVER)) {
      unanswered.add(exchange);
    }
    requests.add(
        new Received(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    if (now.equals(Answer.NEVER)) {
      return;
    }
    write(exchange, now);
  }

  private static void write(HttpExchange exchange, Answer now) throws IOException {
    byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", now.mediaType());
    exchange.sendResponseHeaders(now.status(), bytes.length + (now.equals(Answer.CUT) ? 1 : 0));
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
    exchange.close();
  }
}
