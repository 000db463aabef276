package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A connection to one hub. Methods block until the hub has answered, which for a write means that
 * it is on disk (P2); call them on virtual threads for many at once. Every method throws {@link
 * HubUnreachableException} when there is no answer and {@link HubProblemException} when the answer
 * is no. Thread safe.
 */
public final class HubClient implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** For an answer, after which it is not waited for any longer; lines may take their time. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final URI hub;
  private final HttpClient http;

  /**
   * Opens nothing yet.
   *
   * @param hub address without a path, e.g. {@code http://127.0.0.1:4680}
   */
  public HubClient(URI hub) {
    this.hub = hub;
    this.http =
        HttpClient.newBuilder()
            // Version 2 would ask a plain server for an upgrade with the first request.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
  }

  /** The hub's address. */
  public URI hub() {
    return hub;
  }

  public Receipt publish(Event event) throws InterruptedException {
    return receipt(events("application/json", json(event.body())).timeout(ANSWER_MAX));
  }

  /**
   * Publishes in one request. Events that the hub cannot take are reported in their places, the
   * others are stored; when none could be stored, the answer is a problem.
   *
   * @param events up to the hub's limit of 1,000
   */
  public Receipt publish(List<Event> events) throws InterruptedException {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("events");
    events.forEach(event -> list.add(event.body()));
    return receipt(events("application/json", json(body)).timeout(ANSWER_MAX));
  }

  /** Publishes any number of events as a stream of lines; they are taken as the hub reads. */
  public Receipt publishLines(Iterable<Event> events) throws InterruptedException {
    BodyPublisher lines = BodyPublishers.ofByteArrays(() -> new EventLines(events.iterator()));
    return receipt(events("application/x-ndjson", lines));
  }

  public HubInfo info() throws InterruptedException {
    return read(get("/api/info"), HubInfo.class);
  }

  public SessionPage sessions(SessionQuery query) throws InterruptedException {
    return read(get(query.path()), SessionPage.class);
  }

  public SessionDetail session(String id) throws InterruptedException {
    String answer = get(sessionPath(id));
    try {
      return SessionDetail.parse(Json.mapper().readTree(answer));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw notUnderstood(e);
    }
  }

  /** Removes a session and all that it said. */
  public void deleteSession(String id) throws InterruptedException {
    send(to(sessionPath(id)).DELETE().timeout(ANSWER_MAX));
  }

  /** The answer to any GET of the hub, as it is. */
  public String get(String path) throws InterruptedException {
    return send(to(path).GET().timeout(ANSWER_MAX));
  }

  /**
   * The same where the hub keeps the answer back until there is something to say.
   *
   * @param wait for how long the path asks it to
   */
  public String get(String path, Duration wait) throws InterruptedException {
    return send(to(path).GET().timeout(ANSWER_MAX.plus(wait)));
  }

  /** The answer to any POST of a JSON object, as it is. */
  public String post(String path, ObjectNode body) throws InterruptedException {
    return write("POST", path, body);
  }

  /** The answer to any PATCH, as it is. */
  public String patch(String path, ObjectNode body) throws InterruptedException {
    return write("PATCH", path, body);
  }

  /**
   * Follows the log. Returns at once, whether or not there is a hub: the listener is told how the
   * connection stands. The JDK reports an attempt that failed on the common pool: whoever blocks
   * all threads of that delays the next attempt.
   */
  public Subscription subscribe(Interest interest, SubscriptionListener listener) {
    return Subscription.open(http, hub, interest, listener, Pace.STANDARD);
  }

  /** Breaks off what is under way. Subscriptions are closed by whoever opened them, before. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private String write(String method, String path, ObjectNode body) throws InterruptedException {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .method(method, json(body))
            .timeout(ANSWER_MAX));
  }

  private Receipt receipt(HttpRequest.Builder request) throws InterruptedException {
    return read(send(request), Receipt.class);
  }

  private HttpRequest.Builder events(String mediaType, BodyPublisher body) {
    return to("/api/events").header("Content-Type", mediaType).POST(body);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(hub.resolve(path));
  }

  private String send(HttpRequest.Builder request) throws InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw HubUnreachableException.of(hub, e);
    }
    if (response.statusCode() >= Problem.FIRST_FAULT) {
      throw new HubProblemException(Problem.parse(response.statusCode(), response.body()));
    }
    return response.body();
  }

  private <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw notUnderstood(e);
    }
  }

  private HubProblemException notUnderstood(Exception cause) {
    var problem =
        new Problem(
            200, "", "Expected a hub's answer at " + hub + ", but got something else", List.of());
    var fault = new HubProblemException(problem);
    fault.initCause(cause);
    return fault;
  }

  private static BodyPublisher json(ObjectNode body) {
    return BodyPublishers.ofByteArray(Json.bytes(body));
  }

  private static String sessionPath(String id) {
    return "/api/sessions/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
