package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Gemini CLI, and Qwen Code, which grew from it. The session is an attribute of the program. Log
 * records tell of each call; metrics are sums of the same calls, and spans repeat whole
 * conversations without tokens.
 */
final class GeminiDialect implements Dialect {
  /** {@code gen_ai…} and requests carry the whole conversation each time. */
  private static final Pattern NOISE =
      Pattern.compile(
          "gen_ai\\..*|api_request|startup_stats|ripgrep_fallback|model_routing|hook_call.*"
              + "|plan\\.approval_mode_duration|next_speaker_check|event_loop.*|keychain.*"
              + "|token_storage.*|onboarding.*|file_operation|edit_strategy|exception");

  private final String agent;
  private final String prefix;
  private final Prices prices;

  /**
   * @param agent the agent's name, which is that of its service, too
   * @param prefix what the names of its events begin with
   */
  GeminiDialect(String agent, String prefix, Prices prices) {
    this.agent = agent;
    this.prefix = prefix;
    this.prices = prices;
  }

  @Override
  public boolean isOf(Source source) {
    return source.service().equals(agent);
  }

  @Override
  public void read(LogRecord log, Findings findings) {
    Attributes attributes = log.attributes();
    String sessionId = attributes.text("session.id");
    String name =
        log.name().startsWith(prefix) ? log.name().substring(prefix.length()) : log.name();
    if (sessionId == null || NOISE.matcher(name).matches()) {
      findings.ignore();
      return;
    }
    var subject = new Teller.Subject(agent, sessionId, log.at(findings.receivedAt()));
    tell(name, Teller.of(findings, subject, attributes, log.id()));
  }

  @Override
  public void read(Span span, Trace trace, Findings findings) {
    findings.ignore();
  }

  private void tell(String name, Teller teller) {
    Attributes attributes = teller.attributes();
    ObjectNode body = Teller.body();
    switch (name) {
      case "config" -> teller.session().announce();
      case "user_prompt" -> Messages.tell(teller, "message:user", body, attributes.text("prompt"));
      case "api_response" -> responded(teller, body);
      case "api_error" ->
          ModelErrors.tell(
              teller,
              body.put("recoverable", true),
              attributes.text("error.message", "error_message", "error"));
      case "tool_call" ->
          ToolCalls.tell(
              teller, body, new ToolCalls.Call(attributes.text("call_id"), "function_name"));
      case "agent.start" -> Subagents.tell(teller, attributes.text("agent_name"));
      case "agent.finish" ->
          Subagents.stopped(teller, put(body, "agentId", attributes.text("agent_id")));
      case "chat_compression" -> compressed(teller, body);
      default -> teller.keeps(name, body);
    }
  }

  /** Thoughts are paid as output, and what tools put into a prompt as input. */
  private void responded(Teller teller, ObjectNode body) {
    Attributes attributes = teller.attributes();
    String model = attributes.text("model");
    Tokens counted =
        Tokens.withCacheInInput(
            attributes.number("input_token_count"),
            attributes.number("output_token_count"),
            attributes.number("cached_content_token_count"),
            null);
    var tokens =
        new Tokens(
            counted.input() + Tokens.count(attributes.number("tool_token_count")),
            counted.output() + Tokens.count(attributes.number("thoughts_token_count")),
            counted.cacheRead(),
            0);
    put(tokens.into(body), "model", model);
    put(body, "requestId", attributes.text("response_id"));
    attributes.copyNumber("duration_ms", body, "durationMs");
    String role = attributes.text("role");
    if (role != null && !role.equals("main")) {
      body.put("auxiliary", true).put("querySource", role);
    }
    teller.adds("usage:recorded", prices.estimate(body, model, tokens));
  }

  private static void compressed(Teller teller, ObjectNode body) {
    teller.attributes().copyNumber("tokens_before", body, "tokensBefore");
    teller.attributes().copyNumber("tokens_after", body, "tokensAfter");
    teller.standsIn("context:compacted", body);
  }
}
