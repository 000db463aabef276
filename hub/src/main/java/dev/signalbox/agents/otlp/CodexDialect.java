package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Codex. Its log records have no time of their own and numbers as strings. Tokens are on one of the
 * two events that end a response, whichever transport it came by: the one with the counts is
 * counted. Metrics are sums of the same, and its spans tell of its inner life. Its subagents have
 * conversations of their own, which are told as part of their session.
 */
final class CodexDialect implements Dialect {
  private static final String AGENT = "codex";

  private static final Pattern NOISE =
      Pattern.compile("sse_event|startup_phase|turn_ttft|api_request|websocket_.*|sandbox_outcome");

  private final Prices prices;
  private final CodexThreads threads = new CodexThreads();

  CodexDialect(Prices prices) {
    this.prices = prices;
  }

  @Override
  public boolean isOf(Source source) {
    return source.service().startsWith("codex") || source.scope().startsWith("codex_otel");
  }

  @Override
  public void read(LogRecord log, Findings findings) {
    Attributes attributes = log.attributes();
    String conversation = attributes.text("conversation.id");
    if (conversation == null) {
      findings.ignore();
      return;
    }
    String name = log.name().replaceFirst("^codex\\.", "");
    learn(name, conversation, attributes);
    CodexThreads.Owner owner = threads.owner(conversation);
    if (owner.sessionId() == null) {
      findings.ignore();
      return;
    }
    var subject = new Teller.Subject(AGENT, owner.sessionId(), log.at(findings.receivedAt()));
    tell(name, Teller.of(findings, subject, attributes, log.id()), owner.agentId());
  }

  private void learn(String name, String conversation, Attributes attributes) {
    switch (name) {
      case "conversation_starts" -> threads.started(conversation, attributes);
      case "tool_result" -> threads.called(conversation, attributes);
      default -> {}
    }
  }

  @Override
  public void read(Span span, Trace trace, Findings findings) {
    findings.ignore();
  }

  private void tell(String name, Teller teller, @Nullable String agentId) {
    Attributes attributes = teller.attributes();
    ObjectNode body = Teller.body(agentId, null);
    if (attributes.number("input_token_count") != null) {
      completed(teller, body);
      return;
    }
    if (name.equals("api_request") && isFailed(attributes)) {
      ModelErrors.tell(teller, body.put("recoverable", true), attributes.text("error.message"));
      return;
    }
    switch (name) {
      // It may be a subagent's: what it does shows whose it is.
      case "conversation_starts" -> teller.findings().ignore();
      case "user_prompt" -> Messages.tell(teller, "message:user", body, attributes.text("prompt"));
      case "agent_response" ->
          Messages.tell(teller, "message:assistant", body, attributes.text("response"));
      case "tool_result" ->
          ToolCalls.tell(teller, body, new ToolCalls.Call(attributes.text("call_id"), "tool_name"));
      case "tool_decision" -> decided(teller, body);
      default -> keep(name, teller, body);
    }
  }

  private void completed(Teller teller, ObjectNode body) {
    Attributes attributes = teller.attributes();
    String model = attributes.text("model");
    Tokens tokens =
        Tokens.withCacheInInput(
            attributes.number("input_token_count"),
            attributes.number("output_token_count"),
            attributes.number("cached_token_count"),
            attributes.number("cache_write_token_count"));
    put(tokens.into(body), "model", model);
    attributes.copyNumber("reasoning_token_count", body, "reasoningTokens");
    teller.adds("usage:recorded", prices.estimate(body, model, tokens));
  }

  private static void decided(Teller teller, ObjectNode body) {
    if ("User".equals(teller.attributes().text("source"))) {
      teller.keeps("tool_decision", body);
    } else {
      teller.findings().ignore();
    }
  }

  private static void keep(String name, Teller teller, ObjectNode body) {
    if (NOISE.matcher(name).matches()) {
      teller.findings().ignore();
    } else {
      teller.keeps(name, body);
    }
  }

  private static boolean isFailed(Attributes attributes) {
    Long status = attributes.number("http.response.status_code");
    return attributes.text("error.message") != null || (status != null && status >= 400);
  }
}
