package dev.signalbox.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others out: the browser of somebody at this machine can reach the hub, so a
 * page that they visit could too. A name that only pretends to be this machine is refused (DNS
 * rebinding), and so is any write or live connection that another origin starts (CSRF, cross-site
 * WebSocket). Programs send no Origin and are not concerned.
 */
final class Guard {
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Set<String> hosts;

  /**
   * @param boundHost the address that the hub listens on
   */
  Guard(String boundHost) {
    var names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(bracketed(boundHost.toLowerCase(Locale.ROOT)));
    this.hosts = Set.copyOf(names);
  }

  /** What is wrong with the request, or null. */
  @Nullable Problem check(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null || !hosts.contains(nameOf(host))) {
      return Problem.of(
          421,
          "unknown-host",
          "Expected a Host header that names this hub (" + String.join(", ", hosts) + ")");
    }
    return isRead(request) ? null : checkOrigin(request);
  }

  /** What is wrong with where a live connection comes from, or null. */
  @Nullable Problem checkOrigin(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String host = request.getHeader(HttpHeaders.HOST);
    if (origin == null || origin.equals("http://" + host) || origin.equals("https://" + host)) {
      return null;
    }
    return Problem.of(
        403, "foreign-origin", "Expected the page's own Origin; other origins may not do this");
  }

  private static boolean isRead(HttpServerRequest request) {
    return READS.contains(request.method());
  }

  /** The name without the port, in lower case; empty when malformed. */
  private static String nameOf(String hostHeader) {
    try {
      String name = new URI("http://" + hostHeader).getHost();
      return name == null ? "" : name.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
