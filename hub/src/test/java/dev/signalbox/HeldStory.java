package dev.signalbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.Payloads;
import dev.signalbox.agents.claudecode.ClaudeCode;
import dev.signalbox.protocol.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Claude Code asks for a permission, its hook waits for the answer, and several things happen to it
 * at the same time.
 */
final class HeldStory implements Story {
  private static final Payloads SAMPLES = new Payloads("claude-code");
  private static final String CALL = "X-Signalbox-Id";
  private static final String DIALOG = "X-Signalbox-Dialog";

  private final TestHub hub;
  private final Caller caller;
  private final String sessionId;
  private final ObjectNode payload;
  private final List<Move> moves;
  private final boolean isHeldLong;
  private final List<Long> delays;
  private final Attempts attempts;
  private final Hook hook;
  private final AtomicInteger closings = new AtomicInteger();

  /** Where a call is held for a second, its end is when things happen, too. */
  private static final long SOON = 985_000_000;

  private static final long LATE = 1_035_000_000;

  /** What may happen. */
  enum Move {
    ALLOW,
    ALLOW_TWICE,
    DENY,
    ANSWER_IN_TERMINAL,
    INTERRUPT,
    RUN_CALL,
    SEND_MESSAGE,
    END_TURN,
    STOP_SUBAGENT,
    END_SESSION,
    LOSE_SESSION,
    REMOVE_SESSION,
    KILL_HOOK,
    BREAK_CONNECTION,
    CALL_AGAIN
  }

  HeldStory(TestHub hub, String sessionId, RandomGenerator random) {
    this.hub = hub;
    this.caller = new Caller(hub);
    this.sessionId = sessionId;
    boolean isOfSubagent = random.nextInt(4) == 0;
    payload = SAMPLES.payload(isOfSubagent ? "PermissionRequest.subagent" : "PermissionRequest");
    payload.put("session_id", sessionId);
    isHeldLong = random.nextInt(8) > 0;
    moves = moves(random);
    delays = moves.stream().map(move -> isHeldLong ? 0L : random.nextLong(SOON, LATE)).toList();
    attempts = new Attempts(hub, askId());
    hook = new Hook(hub.http(), () -> request(payload, "c1").header(DIALOG, dialog()).build());
  }

  private static List<Move> moves(RandomGenerator random) {
    Move[] all = Move.values();
    var answers = Stream.generate(() -> all[random.nextInt(3)]).limit(random.nextInt(3));
    var others = Stream.generate(() -> all[random.nextInt(all.length)]).limit(random.nextInt(1, 4));
    return Stream.concat(answers, others).toList();
  }

  private String askId() {
    var context = HookContext.of(header -> header.equals(CALL) ? "c1" : null);
    return new ClaudeCode().prompt(payload, context).orElseThrow().askId();
  }

  @Override
  public List<Runnable> parts() {
    Stream<Runnable> played = IntStream.range(0, moves.size()).mapToObj(i -> () -> play(i));
    return Stream.concat(Stream.of(hook::call), played).toList();
  }

  private void play(int number) {
    LockSupport.parkNanos(delays.get(number));
    play(moves.get(number));
  }

  private String dialog() {
    return isHeldLong ? "held 600" : "held 1";
  }

  private void play(Move move) {
    switch (move) {
      case ALLOW -> attempts.answer("ana", ",'decision':'allow'");
      case ALLOW_TWICE -> {
        attempts.answer("bo", ",'decision':'allow'");
        attempts.answer("bo", ",'decision':'allow'");
      }
      case DENY -> attempts.answer("cy", ",'decision':'deny','message':'No'");
      case ANSWER_IN_TERMINAL -> closeDialog("answered");
      case INTERRUPT -> closeDialog("interrupted");
      case RUN_CALL -> send(like("PostToolUse", "tool_name", "tool_input", "agent_id"));
      case SEND_MESSAGE -> send(like("UserPromptSubmit"));
      case END_TURN -> send(like("Stop"));
      case STOP_SUBAGENT -> send(like("SubagentStop", "agent_id"));
      case END_SESSION -> caller.tell(sessionId, "session:ended", "");
      case LOSE_SESSION -> caller.tell(sessionId, "session:lost", "");
      case REMOVE_SESSION -> Caller.insist(() -> hub.delete("/api/sessions/" + sessionId));
      case KILL_HOOK -> hook.kill();
      case BREAK_CONNECTION -> hook.breakConnection();
      case CALL_AGAIN -> {
        if (Caller.comesTrue(() -> hook.isDone() || isAnswerable(ask()))) {
          hook.call();
        }
      }
    }
  }

  @Override
  public void settle() {
    assertThat(Caller.comesTrue(this::isSettled)).as("%s has settled: %s", this, ask()).isTrue();
    closeDialog("answered");
    assertThat(Caller.comesTrue(hook::isDone)).as("%s: nobody waits", this).isTrue();
    check(ask());
  }

  /** Who waits can be answered, and nobody else can. */
  private boolean isSettled() {
    boolean isWaiting = !hook.isDone();
    return isAnswerable(ask()) == isWaiting;
  }

  private void check(JsonNode ask) {
    boolean isEnded = caller.read("/api/sessions/" + sessionId).path("endedAt").isTextual();
    JsonNode open = caller.read("/api/asks?session=" + sessionId);
    assertThat(open.path("count").asInt() > 0 && isEnded).as("open, but %s ended", this).isFalse();
    if (moves.contains(Move.REMOVE_SESSION)) {
      return;
    }
    attempts.check(ask);
    attempts.checkLog(
        caller.read("/api/sessions/" + sessionId + "/events?after=0&limit=1000").path("events"));
    checkHeard(ask);
  }

  /** Every request heard the one decision or nothing; the last, if it was there, the decision. */
  private void checkHeard(JsonNode ask) {
    boolean isDecided =
        ask.path("status").asText().equals("answered") && ask.path("source").asText().equals("api");
    String decision = isDecided ? ask.path("decision").asText() : Hook.NOTHING;
    for (String heard : hook.heard()) {
      assertThat(heard).as("%s: %s", this, ask).isIn(decision, Hook.NOTHING, Hook.GONE);
    }
    if (isDecided) {
      assertThat(hook.heard().getLast()).as("%s: %s", this, ask).isIn(decision, Hook.GONE);
    }
  }

  @Override
  public void end() {}

  private JsonNode ask() {
    return caller.read(attempts.path());
  }

  private static boolean isAnswerable(JsonNode ask) {
    return ask.path("status").asText().equals("open") && ask.path("answerable").asBoolean();
  }

  /** As the script does it: first it lets go of its request, if that still waits. */
  private void closeDialog(String how) {
    String call = "d" + closings.incrementAndGet();
    Caller.insist(() -> hub.send(request(payload, call).header(DIALOG, how)));
  }

  private void send(ObjectNode other) {
    Caller.insist(() -> hub.send(request(other, "m-" + other.path("hook_event_name").asText())));
  }

  /** Another payload of the same session and turn, with some fields of the prompt. */
  private ObjectNode like(String sample, String... same) {
    ObjectNode other = SAMPLES.payload(sample);
    Stream.concat(Stream.of("session_id", "prompt_id"), Stream.of(same))
        .filter(payload::has)
        .forEach(name -> other.set(name, payload.get(name)));
    return other;
  }

  private HttpRequest.Builder request(ObjectNode body, String call) {
    return HttpRequest.newBuilder(hub.uri("http", "/api/hooks/claude-code"))
        .header("Content-Type", "application/json")
        .header(CALL, call)
        .POST(BodyPublishers.ofString(body.toString()));
  }

  /** The decision in a hook's answer. */
  static String decision(String body) {
    String behavior = Json.own(body.getBytes(UTF_8)).findPath("behavior").asText();
    return behavior.isEmpty() ? Hook.NOTHING : behavior;
  }

  @Override
  public String toString() {
    return sessionId + " " + dialog() + " " + moves;
  }
}
