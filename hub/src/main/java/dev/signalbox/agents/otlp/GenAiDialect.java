package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Names;
import dev.signalbox.protocol.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any other program whose spans follow OpenTelemetry's conventions for generative AI. A session is
 * a {@code gen_ai.conversation.id}, else a trace; calls of tools and models are its spans. The
 * topmost {@code invoke_agent} is the session's own turn, those within it are subagents.
 */
final class GenAiDialect implements Dialect {
  private static final String NAMELESS = "otlp";
  private static final String TRACE = "trace-";
  private static final Set<String> OF_MODELS =
      Set.of("chat", "text_completion", "generate_content", "embeddings");

  private final Prices prices;

  GenAiDialect(Prices prices) {
    this.prices = prices;
  }

  @Override
  public boolean isOf(Source source) {
    return true;
  }

  /** Log records of these conventions repeat what spans say. */
  @Override
  public void read(LogRecord log, Findings findings) {
    findings.ignore();
  }

  @Override
  public void read(Span span, Trace trace, Findings findings) {
    String operation = operation(span);
    if (operation.isEmpty() || span.ids().traceId().isEmpty()) {
      findings.ignore();
      return;
    }
    var subject =
        new Teller.Subject(
            span.source().service().isEmpty() ? NAMELESS : span.source().service(),
            sessionId(span, trace),
            span.endedAt(findings.receivedAt()));
    Teller teller = Teller.of(findings, subject, span.attributes(), span.id());
    String agentId =
        trace.above(span, GenAiDialect::isAgent).map(it -> agentId(it, trace)).orElse("");
    ObjectNode body = put(Teller.body(), "agentId", agentId.isEmpty() ? null : agentId);
    switch (operation) {
      case "invoke_agent" -> invoked(span, trace, teller);
      case "execute_tool" -> executed(span, teller, body);
      default -> called(span, teller, body);
    }
  }

  /** Empty when the span is not about a model, a tool or an agent. */
  private static String operation(Span span) {
    Attributes attributes = span.attributes();
    String given = attributes.text(GenAiNames.OPERATION);
    if (given != null) {
      boolean isKnown =
          OF_MODELS.contains(given) || given.equals("invoke_agent") || given.equals("execute_tool");
      return isKnown ? given : "";
    }
    if (attributes.text("gen_ai.tool.name") != null) {
      return "execute_tool";
    }
    return attributes.text("gen_ai.request.model", "gen_ai.response.model") == null ? "" : "chat";
  }

  private static String sessionId(Span span, Trace trace) {
    String given = span.attributes().text(GenAiNames.CONVERSATION, "session.id");
    String id = given == null ? trace.conversation(span.ids().traceId()).orElse(null) : given;
    if (id == null) {
      return TRACE + span.ids().traceId();
    }
    return Event.SESSION_ID.matcher(id).matches() ? id : "conversation-" + Names.of(id);
  }

  private static boolean isAgent(Span span) {
    return operation(span).equals("invoke_agent");
  }

  /** Empty for the agent of the session itself: nothing above it is an agent, up to the root. */
  private static String agentId(Span span, Trace trace) {
    boolean isTopmost = trace.above(span, GenAiDialect::isAgent).isEmpty() && trace.isWhole(span);
    return isTopmost ? "" : span.ids().spanId();
  }

  private static void invoked(Span span, Trace trace, Teller teller) {
    Teller atStart = teller.at(span.startedAt(teller.findings().receivedAt()));
    Attributes attributes = span.attributes();
    String agentId = agentId(span, trace);
    if (agentId.isEmpty()) {
      Messages.tell(atStart, "message:user", Teller.body(), said(span, "input", "user"));
      String words = said(span, "output", "assistant");
      Messages.tell(teller, "message:assistant", Teller.body(), words);
      teller.standsIn("session:idle", put(Teller.body(), "lastMessage", words));
      end(span, teller);
      return;
    }
    String parent =
        trace.above(span, GenAiDialect::isAgent).map(it -> agentId(it, trace)).orElse("");
    ObjectNode body = Teller.body().put("agentId", agentId);
    put(body, "agentType", attributes.text("gen_ai.agent.name"));
    put(body, "description", attributes.text("gen_ai.agent.description"));
    put(body, "parentAgentId", parent.isEmpty() ? null : parent);
    atStart.standsIn("agent:started", body);
    teller.standsIn("agent:stopped", Teller.body().put("agentId", agentId));
  }

  /** A conversation may go on; a trace that is a session by itself is over with its root. */
  private static void end(Span span, Teller teller) {
    if (teller.subject().sessionId().equals(TRACE + span.ids().traceId())) {
      String reason = span.failure() == null ? "completed" : "error";
      teller.standsIn("session:ended", Teller.body().put("reason", reason));
    }
  }

  private static void executed(Span span, Teller teller, ObjectNode body) {
    Attributes attributes = span.attributes();
    String name = attributes.text("gen_ai.tool.name");
    String callId = attributes.text("gen_ai.tool.call.id");
    body.put("toolName", name == null ? span.name() : name);
    body.put("toolUseId", callId == null ? span.ids().spanId() : callId);
    put(body, "input", value(attributes, "gen_ai.tool.call.arguments"));
    teller
        .at(span.startedAt(teller.findings().receivedAt()))
        .standsIn("tool:started", body.deepCopy(), ToolCalls.start(callId));
    body.put("durationMs", span.millis());
    put(body, "output", value(attributes, "gen_ai.tool.call.result"));
    if (span.failure() != null) {
      put(body, "error", failure(span));
    }
    String type = span.failure() == null ? "tool:completed" : "tool:failed";
    teller.standsIn(type, body, ToolCalls.end(callId));
  }

  private void called(Span span, Teller teller, ObjectNode body) {
    Attributes attributes = span.attributes();
    if (span.failure() != null) {
      ModelErrors.tell(teller, body, failure(span));
      return;
    }
    String model = attributes.text("gen_ai.response.model", "gen_ai.request.model");
    Tokens tokens =
        Tokens.withCacheInInput(
            attributes.number("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"),
            attributes.number("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"),
            attributes.number("gen_ai.usage.cache_read.input_tokens"),
            attributes.number("gen_ai.usage.cache_creation.input_tokens"));
    put(tokens.into(body), "model", model).put("durationMs", span.millis());
    String responseId = attributes.text("gen_ai.response.id");
    body.put("requestId", responseId == null ? span.id() : responseId);
    teller.adds("usage:recorded", prices.estimate(body, model, tokens));
  }

  private static @Nullable String said(Span span, String direction, String role) {
    return Messages.last(span.attributes().json("gen_ai." + direction + ".messages"), role);
  }

  private static @Nullable JsonNode value(Attributes attributes, String name) {
    JsonNode value = attributes.json(name);
    return value != null && value.isTextual() ? Messages.tree(value.asText()) : value;
  }

  /** The status's words, else the kind of error; null when the span says neither. */
  private static @Nullable String failure(Span span) {
    String said = span.failure();
    return said == null || said.isEmpty() ? span.attributes().text("error.type") : said;
  }
}
