package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link EventStreamSink} past Vert.x: what it does with a buffer that others have, too. */
class EventStreamSinkIT {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final CompletableFuture<Integer> references = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void listen() {
    server =
        vertx
            .createHttpServer(WebServer.options())
            .requestHandler(this::sendToOneThatIsGone)
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    vertx.close().await();
  }

  @Test
  void send_toAConnectionWhoseEndIsNotToldYet_givesBackOnlyItsOwnShare() throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    var asked = http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    assertThat(references.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(asked.handle((answer, fault) -> true).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isTrue();
  }

  private void sendToOneThatIsGone(HttpServerRequest request) {
    var response = request.response().setChunked(true);
    response.write("retry: 2000\n\n");
    ChannelHandlerContext network = Takeover.network(request);
    var sink = new EventStreamSink(response, network);
    var _ = network.close();
    ByteBuf shared = Unpooled.directBuffer();
    shared.writeBytes(": news\n\n".getBytes(StandardCharsets.UTF_8));
    try {
      sink.send(shared.retainedDuplicate());
    } finally {
      references.complete(shared.refCnt());
    }
  }
}
