package dev.signalbox.session.process;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.session.Liveness.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes of sessions, as far as the hub has seen them run. It has no thread: whoever
 * schedules it asks {@link #gone} every other second. Thread safe.
 */
public final class ProcessWatch {
  /** Sessions that are watched at most; others have their lease. */
  static final int SESSIONS_MAX = 10_000;

  private final ProcessTable table;
  private final Map<String, AgentProcess> bySession = new ConcurrentHashMap<>();

  /** Those that ran when somebody looked, the oldest forgotten first. */
  private final Set<AgentProcess> everSeen =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<AgentProcess, Boolean> eldest) {
                  return size() > SESSIONS_MAX;
                }
              }));

  public ProcessWatch(ProcessTable table) {
    this.table = table;
  }

  /**
   * Watches a session's process, if it is one that the hub can see or could see before: what a
   * spool kept may come when its agent is gone. False for any other, which may be in a container or
   * on another machine.
   */
  public boolean watch(String sessionId, AgentProcess process) {
    if (process.equals(bySession.get(sessionId))) {
      return true;
    }
    boolean isSeen = table.isAlive(process) || everSeen.contains(process);
    if (!isSeen || bySession.size() >= SESSIONS_MAX) {
      return false;
    }
    everSeen.add(process);
    bySession.put(sessionId, process);
    return true;
  }

  /**
   * Watches a process that was seen before the hub was started, or that has yet to be reported;
   * unless its session has told of another one since.
   */
  public void restore(Seen seen) {
    everSeen.add(seen.process());
    bySession.putIfAbsent(seen.sessionId(), seen.process());
  }

  /** The sessions whose process has vanished since the last time. */
  public List<Seen> gone() {
    List<Seen> gone = new ArrayList<>();
    bySession.forEach((sessionId, process) -> {
      if (!table.isAlive(process) && bySession.remove(sessionId, process)) {
        gone.add(new Seen(sessionId, process));
      }
    });
    return gone;
  }
}
