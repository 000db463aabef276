package dev.signalbox.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z._-]+)(?::[0-9]{1,5})?");

  private final Set<String> hosts;

  /**
   * @param boundHost the address that the hub listens on
   */
  Guard(String boundHost) {
    var names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(bracketed(boundHost.toLowerCase(Locale.ROOT)));
    this.hosts = names;
  }

  /** What is wrong with the request, or null. */
  @Nullable Problem check(HttpServerRequest request) {
    List<String> given = request.headers().getAll(HttpHeaders.HOST);
    if (given.size() != 1 || !hosts.contains(nameOf(given.getFirst()))) {
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
    return foreign();
  }

  /**
   * What is wrong with where a request for data comes from, or null. An image or a link of another
   * page names no Origin, but browsers say that it is foreign.
   *
   * @param path as the router matches it: {@code /%61pi/info} and {@code //api/info} are the same
   */
  static @Nullable Problem checkSite(HttpServerRequest request, String path) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean isForeign = site != null && !site.equals("same-origin") && !site.equals("none");
    return isForeign && path.startsWith("/api/") ? foreign() : null;
  }

  private static Problem foreign() {
    return Problem.of(
        403, "foreign-origin", "Expected the page's own Origin; other origins may not do this");
  }

  private static boolean isRead(HttpServerRequest request) {
    return READS.contains(request.method());
  }

  /** The name without the port, in lower case; empty when malformed. */
  private static String nameOf(String hostHeader) {
    Matcher host = HOST.matcher(hostHeader);
    return host.matches() ? host.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
