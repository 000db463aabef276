package dev.signalbox.agents.copilot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.Prompt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The hooks of a repository's {@code .claude/settings.json}, which Copilot CLI runs as Claude Code
 * does: both report to the same address.
 */
public final class ClaudeHookFile implements HookAdapter {
  private final HookAdapter claude;
  private final HookAdapter copilot;

  public ClaudeHookFile(HookAdapter claude, HookAdapter copilot) {
    this.claude = claude;
    this.copilot = copilot;
  }

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    return sender(payload).reports(payload, context, receivedAt);
  }

  @Override
  public Optional<Prompt> prompt(ObjectNode payload, HookContext context) {
    return sender(payload).prompt(payload, context);
  }

  @Override
  public Optional<Checkpoint> checkpoint(ObjectNode payload) {
    return sender(payload).checkpoint(payload);
  }

  @Override
  public boolean nestsSessions(ObjectNode payload) {
    return sender(payload).nestsSessions(payload);
  }

  private HookAdapter sender(ObjectNode payload) {
    return isFromCopilot(payload) ? copilot : claude;
  }

  /** Claude Code's payloads have no time; Copilot's name neither a prompt nor a mode. */
  private static boolean isFromCopilot(ObjectNode payload) {
    return payload.has("sessionId")
        || (payload.has("timestamp")
            && !payload.has("prompt_id")
            && !payload.has("permission_mode"));
  }
}
