package dev.signalbox.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** What Claude Code's hooks tell, each call anew. */
final class HookPayloads {
  private final AtomicInteger number = new AtomicInteger();

  /** Before a call of a tool. */
  byte[] toolCall() {
    return payload("hook", "PreToolUse");
  }

  /** A dialog for the first call of a session of its own. */
  byte[] dialog() {
    return payload("dialog-" + number.get(), "PermissionRequest");
  }

  private byte[] payload(String session, String event) {
    return """
    {"session_id":"%s","cwd":"/srv/app","prompt_id":"p1","hook_event_name":"%s",\
    "tool_name":"Bash","tool_use_id":"t%d","tool_input":{"command":"npm test"}}
    """
        .formatted(session, event, number.incrementAndGet())
        .getBytes(StandardCharsets.UTF_8);
  }
}
