package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Codex. Its log records have no time of their own and numbers as strings. Tokens are on one of the
 * two events that end a response, whichever transport it came by: the one with the counts is
 * counted. Metrics are sums of the same, and its spans tell of its inner life.
 */
final class CodexDialect implements Dialect {
  private static final String AGENT = "codex";

  private static final Pattern NOISE =
      Pattern.compile("sse_event|startup_phase|turn_ttft|api_request|websocket_.*|sandbox_outcome");

  private final Prices prices;

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
    String sessionId = attributes.text("conversation.id");
    if (sessionId == null) {
      findings.ignore();
      return;
    }
    var subject = new Teller.Subject(AGENT, sessionId, log.at(findings.receivedAt()));
    String name = log.name().replaceFirst("^codex\\.", "");
    tell(name, Teller.of(findings, subject, attributes, log.id()));
  }

  @Override
  public void read(Span span, Trace trace, Findings findings) {
    findings.ignore();
  }

  private void tell(String name, Teller teller) {
    Attributes attributes = teller.attributes();
    if (attributes.number("input_token_count") != null) {
      completed(teller);
      return;
    }
    if (name.equals("api_request") && isFailed(attributes)) {
      ModelErrors.tell(
          teller, Teller.body().put("recoverable", true), attributes.text("error.message"));
      return;
    }
    switch (name) {
      case "conversation_starts" -> teller.session().announce();
      case "user_prompt" ->
          Messages.tell(teller, "message:user", Teller.body(), attributes.text("prompt"));
      case "agent_response" ->
          Messages.tell(teller, "message:assistant", Teller.body(), attributes.text("response"));
      case "tool_result" ->
          ToolCalls.tell(
              teller, Teller.body(), new ToolCalls.Call(attributes.text("call_id"), "tool_name"));
      case "tool_decision" -> decided(teller);
      default -> keep(name, teller);
    }
  }

  private void completed(Teller teller) {
    Attributes attributes = teller.attributes();
    String model = attributes.text("model");
    Tokens tokens =
        Tokens.withCacheInInput(
            attributes.number("input_token_count"),
            attributes.number("output_token_count"),
            attributes.number("cached_token_count"),
            attributes.number("cache_write_token_count"));
    ObjectNode body = put(tokens.into(Teller.body()), "model", model);
    attributes.copyNumber("reasoning_token_count", body, "reasoningTokens");
    teller.adds("usage:recorded", prices.estimate(body, model, tokens));
  }

  private static void decided(Teller teller) {
    if ("User".equals(teller.attributes().text("source"))) {
      teller.keeps("tool_decision", Teller.body());
    } else {
      teller.findings().ignore();
    }
  }

  private static void keep(String name, Teller teller) {
    if (NOISE.matcher(name).matches()) {
      teller.findings().ignore();
    } else {
      teller.keeps(name, Teller.body());
    }
  }

  private static boolean isFailed(Attributes attributes) {
    Long status = attributes.number("http.response.status_code");
    return attributes.text("error.message") != null || (status != null && status >= 400);
  }
}
