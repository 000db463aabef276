package dev.signalbox.session;

import java.util.List;

/**
 * A session with its parts, each as the JSON that is stored and sent.
 *
 * @param asks those open
 * @param commands the newest, newest first
 */
public record SessionDetail(
    String session,
    List<String> chains,
    List<String> steps,
    List<String> subagents,
    List<String> asks,
    List<String> commands) {
  public SessionDetail {
    chains = List.copyOf(chains);
    steps = List.copyOf(steps);
    subagents = List.copyOf(subagents);
    asks = List.copyOf(asks);
    commands = List.copyOf(commands);
  }

  /** The parts as one object: {@code {"chains":[],"steps":[],"subagents":[],...}}. */
  public String partsJson() {
    return "{\"chains\":"
        + array(chains)
        + ",\"steps\":"
        + array(steps)
        + ",\"subagents\":"
        + array(subagents)
        + ",\"asks\":"
        + array(asks)
        + ",\"commands\":"
        + array(commands)
        + "}";
  }

  private static String array(List<String> items) {
    return "[" + String.join(",", items) + "]";
  }
}
