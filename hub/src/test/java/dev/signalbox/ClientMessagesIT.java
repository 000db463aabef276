package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.Inbox.Closing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a WebSocket client may say, and what happens when it says something else. */
class ClientMessagesIT {
  private static final int MESSAGE_BYTES_MAX = 64 * 1024;
  private static final int MESSAGES_PER_SECOND = 50;

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void ping_isAnswered() {
    var client = hub.socket("");
    String clientId = client.inbox().next().json().path("clientId").asText();
    client.say("{'type':'ping'}");
    assertThat(client.inbox().next(Received.ofType("pong")).json().toString())
        .isEqualTo("{\"type\":\"pong\",\"clientId\":\"" + clientId + "\"}");
  }

  @Test
  void authenticate_isAcceptedInSilence() {
    var client = hub.socket("");
    client.inbox().next(Received.ofType("caught_up"));
    client.say("{'type':'authenticate','token':'t'}");
    client.say("{'type':'ping'}");
    assertThat(client.inbox().next().type()).isEqualTo("pong");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'type':'dance'}                                    | unknown-type
          {'type':17}                                         | bad-message
          {}                                                  | bad-message
          []                                                  | bad-message
          {'type':                                            | bad-message
          hello                                               | bad-message
          {'type':'subscribe'}                                | bad-message
          {'type':'subscribe','sessionId':'a b'}              | bad-message
          {'type':'subscribe','sessionId':'*','since':'17'}   | bad-message
          {'type':'unsubscribe'}                              | bad-message
          {'type':'input','sessionId':'s1'}                   | bad-message
          {'type':'input','sessionId':'s1','payload':{}}      | bad-message
          {'type':'input','sessionId':'s9','payload':{'input':'Hi'}} | unknown-session
          {'type':'subscribe','sessionId':'s9'}               | unknown-session
          """)
  void whatMakesNoSense_isRefusedAndTheConnectionGoesOn(String message, String code) {
    hub.begin("s1");
    var client = hub.socket("");
    client.say(message);
    Received refusal = client.inbox().next(Received.ofType("error"));
    assertThat(refusal.json().path("code").asText()).isEqualTo(code);
    assertThat(refusal.json().path("payload").asText()).isNotEmpty();
    client.untilPong();
  }

  @Test
  void input_isQueuedForTheAgent() {
    hub.begin("s1");
    var client = hub.socket("");
    client.say("{'type':'input','sessionId':'s1','payload':{'input':'Use staging'}}");
    client.inbox().next(Received.event("command:issued"));
    JsonNode waiting = hub.get("/api/sessions/s1/input?timeout=1000").body();
    assertThat(waiting.toString()).contains("Use staging");
  }

  @Test
  void message_ofTheLargestSize_isServed() {
    var client = hub.socket("");
    String ping = "{\"type\":\"ping\",\"filler\":\"\"}";
    client.sayText(
        ping.replace("\"\"}", "\"" + "x".repeat(MESSAGE_BYTES_MAX - ping.length()) + "\"}"));
    client.inbox().next(Received.ofType("pong"));
  }

  @Test
  void message_tooLarge_closesWith1009() {
    var client = hub.socket("");
    client.sayText("x".repeat(MESSAGE_BYTES_MAX + 1));
    assertThat(client.inbox().awaitClosing())
        .isEqualTo(new Closing(1009, "Expected messages of at most 65536 bytes"));
  }

  @Test
  void message_tooLargeInSmallFrames_closesWith1009() {
    try (var client = RawSocket.open(hub, "")) {
      byte[] part = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
      client.sendPart(RawSocket.TEXT, part);
      for (int bytes = part.length; bytes <= MESSAGE_BYTES_MAX; bytes += part.length) {
        client.sendPart(RawSocket.CONTINUATION, part);
      }
      assertThat(client.read(RawSocket.CLOSE).closeCode()).isEqualTo(1009);
      assertThat(client.readToEnd()).isZero();
    }
    hub.awaitClients(0);
  }

  @Test
  void whatIsNoFrame_closesWith1008() {
    int reservedOpcode = 3;
    try (var client = RawSocket.open(hub, "")) {
      client.send(reservedOpcode, new byte[] {1});
      var close = client.read(RawSocket.CLOSE);
      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.text()).endsWith("Expected frames as of RFC 6455");
      assertThat(client.readToEnd()).isZero();
    }
    hub.awaitClients(0);
  }

  @Test
  void messageThatIsNoUtf8_closesWith1007() {
    try (var client = RawSocket.open(hub, "")) {
      client.send(RawSocket.TEXT, new byte[] {'"', (byte) 0xc3, '"'});
      assertThat(client.read(RawSocket.CLOSE).closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void characterCutByFrames_isOne() {
    byte[] message = "{\"type\":\"ping\",\"filler\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
    int middle = message.length - 3;
    try (var client = RawSocket.open(hub, "")) {
      client.sendPart(RawSocket.TEXT, Arrays.copyOf(message, middle));
      client.send(RawSocket.CONTINUATION, Arrays.copyOfRange(message, middle, message.length));
      assertThat(Stream.generate(client::receive).anyMatch(Received.ofType("pong"))).isTrue();
    }
  }

  @Test
  void binaryMessage_closesWith1008() {
    var client = hub.socket("");
    client.sayBytes(new byte[] {1, 2, 3});
    assertThat(client.inbox().awaitClosing())
        .isEqualTo(new Closing(1008, "Expected text messages, but got a binary one"));
  }

  @Test
  void tooManyMessages_closeWith1008() {
    try (var client = RawSocket.open(hub, "")) {
      // A second may end in between: then twice as many are within the limit.
      for (int i = 0; i < 2 * MESSAGES_PER_SECOND + 1; i++) {
        client.say("{'type':'ping'}");
      }
      var close = client.read(RawSocket.CLOSE);
      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.text()).endsWith("Expected at most 50 messages a second");
    }
  }

  @Test
  void tooManyPings_closeWith1008() {
    try (var client = RawSocket.open(hub, "")) {
      for (int i = 0; i < 2 * MESSAGES_PER_SECOND + 1; i++) {
        client.send(RawSocket.PING, new byte[100]);
      }
      assertThat(client.read(RawSocket.CLOSE).closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void afterTheClose_nothingIsSent() {
    try (var client = RawSocket.open(hub, "?sessions=*")) {
      client.send(2, new byte[] {1});
      assertThat(client.read(RawSocket.CLOSE).closeCode()).isEqualTo(1008);
      hub.begin("s1");
      client.say("{'type':'ping'}");
      client.send(RawSocket.CLOSE, new byte[] {0x03, (byte) 0xe8});
      assertThat(client.readToEnd()).isZero();
    }
    hub.awaitClients(0);
  }
}
