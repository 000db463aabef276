package dev.signalbox.agents.otlp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of Codex' conversations are no sessions: those of subagents, which the call that spawned
 * them tells, and the short ones in which its terminal makes titles. Kept in memory only, and only
 * for those that were heard of last. Thread safe.
 *
 * <pre>
 * codex.tool_result          tool_name spawn_agent, output {"agent_id":"01a2…","nickname":"Maxwell"}
 * codex.conversation_starts  originator codex-tui, mcp_servers codex_tui   a person's
 * codex.conversation_starts  originator codex-tui, mcp_servers             a title's</pre>
 */
final class CodexThreads {
  /** Conversations that are remembered; far more than run at a time. */
  static final int THREADS_MAX = 10_000;

  private static final String TERMINAL = "codex-tui";
  private static final String SERVER_OF_TERMINAL = "codex_tui";
  private static final Pattern SPAWNED = Pattern.compile("\"agent_id\"\\s*:\\s*\"([^\"]+)\"");

  /**
   * Whose a conversation is.
   *
   * @param sessionId the session that it belongs to; null when it belongs to none
   * @param agentId the subagent that it is; null when it is the session itself
   */
  record Owner(@Nullable String sessionId, @Nullable String agentId) {}

  @GuardedBy("this")
  private final Map<String, Owner> others = new LinkedHashMap<>(16, 0.75f, true);

  /** Versions whose terminal lends its people's conversations a server of its own. */
  @GuardedBy("this")
  private final Map<String, Boolean> marking = new LinkedHashMap<>();

  synchronized Owner owner(String conversation) {
    Owner owner = others.get(conversation);
    return owner == null ? new Owner(conversation, null) : owner;
  }

  /** A conversation has begun. */
  synchronized void started(String conversation, Attributes attributes) {
    String version = attributes.text("app.version");
    if (version == null || !TERMINAL.equals(attributes.text("originator"))) {
      return;
    }
    String servers = attributes.text("mcp_servers");
    if (servers != null && servers.contains(SERVER_OF_TERMINAL)) {
      marking.put(version, true);
      trim(marking);
    } else if (marking.containsKey(version)) {
      put(conversation, new Owner(null, null));
    }
  }

  /** A call has ended; it may have spawned a subagent. */
  synchronized void called(String conversation, Attributes attributes) {
    String output = attributes.text("output");
    if (output == null || !"spawn_agent".equals(attributes.text("tool_name"))) {
      return;
    }
    Matcher spawned = SPAWNED.matcher(output);
    if (spawned.find()) {
      put(spawned.group(1), new Owner(owner(conversation).sessionId(), spawned.group(1)));
    }
  }

  @GuardedBy("this")
  private void put(String conversation, Owner owner) {
    others.put(conversation, owner);
    trim(others);
  }

  private static void trim(Map<String, ?> known) {
    if (known.size() > THREADS_MAX) {
      var oldest = known.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
