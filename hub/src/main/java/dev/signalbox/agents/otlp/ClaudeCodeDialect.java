package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Claude Code. Its log records tell of each call with cost and {@code request_id}: they alone are
 * counted. Metrics are sums of the same calls, and spans know no cost. What its hooks tell as well
 * stands in for them, under their ids where records have those.
 */
final class ClaudeCodeDialect implements Dialect {
  private static final String AGENT = "claude-code";
  private static final String SCOPE = "com.anthropic.claude_code";

  /** Comes with every start, every hook and every request, and tells nothing about the work. */
  private static final Pattern NOISE =
      Pattern.compile(
          "hook_.*|plugin_loaded|managed_settings_resolved|mcp_server_connection|retention_sweep"
              + "|api_(request|response)_body|feedback_survey");

  /** Calls of the main agent's own conversation; others, e.g. for a title, are on the side. */
  private static final Pattern MAIN = Pattern.compile("repl_main_thread.*|sdk|compact");

  /** Rules and hooks decide these; only people make an agent wait. */
  private static final Set<String> PEOPLE =
      Set.of("user_permanent", "user_temporary", "user_abort", "user_reject");

  @Override
  public boolean isOf(Source source) {
    return source.scope().startsWith(SCOPE) || source.service().equals(AGENT);
  }

  @Override
  public void read(LogRecord log, Findings findings) {
    Attributes attributes = log.attributes();
    String sessionId = attributes.text("session.id");
    String name = log.name().replaceFirst("^claude_code\\.", "");
    if (sessionId == null || NOISE.matcher(name).matches()) {
      findings.ignore();
      return;
    }
    var subject = new Teller.Subject(AGENT, sessionId, log.at(findings.receivedAt()));
    Teller teller = Teller.of(findings, subject, attributes, log.id());
    String type = attributes.text("agent_type", "agent.name");
    if (type != null) {
      Subagents.tell(teller, type);
    }
    tell(name, teller);
  }

  /** Spans say who nests in whom, when a turn was over, and how long a person was waited for. */
  @Override
  public void read(Span span, Trace trace, Findings findings) {
    Attributes attributes = span.attributes();
    String sessionId = attributes.text("session.id", GenAiNames.CONVERSATION);
    if (sessionId == null) {
      findings.ignore();
      return;
    }
    var subject = new Teller.Subject(AGENT, sessionId, span.endedAt(findings.receivedAt()));
    Teller teller = Teller.of(findings, subject, attributes, span.id());
    Subagents.tell(teller.at(span.startedAt(findings.receivedAt())), null);
    switch (span.name()) {
      case "claude_code.interaction" -> teller.standsIn("session:idle", Teller.body());
      case "claude_code.tool.blocked_on_user" -> waited(span, trace, teller);
      default -> findings.ignore();
    }
  }

  private static void tell(String name, Teller teller) {
    Attributes attributes = teller.attributes();
    ObjectNode body = Teller.body(attributes.text("agent_id"), attributes.text("prompt.id"));
    switch (name) {
      case "api_request" -> requested(teller, body);
      case "api_error" ->
          ModelErrors.tell(teller, body.put("recoverable", true), attributes.text("error"));
      case "user_prompt" -> Messages.tell(teller, "message:user", body, attributes.text("prompt"));
      case "assistant_response" ->
          Messages.tell(teller, "message:assistant", body, attributes.text("response"));
      case "tool_result" ->
          ToolCalls.tell(
              teller, body, new ToolCalls.Call(attributes.text("tool_use_id"), "tool_name"));
      case "tool_decision" -> decided(teller, body);
      case "compaction" -> compacted(teller, body);
      case "subagent_completed" -> Subagents.stopped(teller, body);
      default -> teller.keeps(name, body);
    }
  }

  private static void requested(Teller teller, ObjectNode body) {
    Attributes attributes = teller.attributes();
    new Tokens(
            Tokens.count(attributes.number("input_tokens")),
            Tokens.count(attributes.number("output_tokens")),
            Tokens.count(attributes.number("cache_read_tokens")),
            Tokens.count(attributes.number("cache_creation_tokens")))
        .into(body);
    Double cost = attributes.decimal("cost_usd");
    if (cost != null) {
      body.put("costUsd", cost);
    }
    put(body, "model", attributes.text("model"));
    put(body, "requestId", attributes.text("request_id"));
    attributes.copyNumber("duration_ms", body, "durationMs");
    String source = attributes.text("query_source");
    put(body, "querySource", source);
    boolean isOfSubagent = attributes.text("agent_id") != null;
    if (source != null && !isOfSubagent && !MAIN.matcher(source).matches()) {
      body.put("auxiliary", true);
    }
    teller.adds("usage:recorded", body);
  }

  /** Rules decide nearly every call; that a person did is worth showing. */
  private static void decided(Teller teller, ObjectNode body) {
    if (isOfPerson(teller.attributes())) {
      teller.keeps("tool_decision", body);
    } else {
      teller.findings().ignore();
    }
  }

  private static void compacted(Teller teller, ObjectNode body) {
    put(body, "trigger", teller.attributes().text("trigger"));
    teller.attributes().copyNumber("pre_tokens", body, "tokensBefore");
    teller.attributes().copyNumber("post_tokens", body, "tokensAfter");
    teller.standsIn("context:compacted", body);
  }

  /** The span of the call, which is the one above, says which call it was. */
  private static void waited(Span span, Trace trace, Teller teller) {
    if (!isOfPerson(span.attributes())) {
      teller.findings().ignore();
      return;
    }
    ObjectNode body = Teller.body().put("durationMs", span.millis());
    put(body, "decision", span.attributes().text("decision"));
    trace
        .parent(span)
        .map(Span::attributes)
        .ifPresent(call -> {
          put(body, "toolName", call.text("tool_name"));
          put(body, "toolUseId", call.text("tool_use_id"));
          put(body, "agentId", call.text("agent_id"));
        });
    teller.adds("interaction:waited", body);
  }

  private static boolean isOfPerson(Attributes attributes) {
    String source = attributes.text("source");
    return source != null && PEOPLE.contains(source);
  }
}
