package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Subagents, as records name them: {@code agent_id}, and {@code parent_agent_id} when nested. */
final class Subagents {
  private Subagents() {}

  /** The subagent that a record belongs to. Hooks tell of it, but not under which it works. */
  static void tell(Teller teller, @Nullable String type) {
    String agentId = teller.attributes().text("agent_id");
    if (agentId == null) {
      return;
    }
    String parent = teller.attributes().text("parent_agent_id");
    ObjectNode body = put(Teller.body().put("agentId", agentId), "agentType", type);
    if (parent == null) {
      teller.standsIn("agent:started", body, "otlp-agent:" + agentId);
    } else {
      body.put("parentAgentId", parent);
      teller.adds("agent:started", body, "otlp-agent:" + agentId + ":" + parent);
    }
  }

  /** Older versions do not say which subagent it was. */
  static void stopped(Teller teller, ObjectNode body) {
    Attributes attributes = teller.attributes();
    if (attributes.text("agent_id") == null) {
      teller.keeps("subagent_completed", body);
      return;
    }
    put(body, "agentType", attributes.text("agent_type", "agent_name"));
    attributes.copyNumber("duration_ms", body, "durationMs");
    teller.standsIn("agent:stopped", body);
  }
}
