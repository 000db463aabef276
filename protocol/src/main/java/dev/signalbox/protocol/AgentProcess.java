package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process of a session's agent, on the hub's machine, as {@code process} of {@code
 * session:started} and {@code session:updated} tells it:
 *
 * <pre>{"pid":4242,"born":"2319556","boot":"d8d4d3f8-2444-4178-a28a-971a47312671"}</pre>
 *
 * @param born when it began, as its system counts; numbers of processes are used again
 * @param boot names the run of the system
 */
public record AgentProcess(long pid, @Nullable String born, String boot) {
  private static final Pattern WORD = Pattern.compile("[\\p{Graph}]{1,100}");

  public AgentProcess {
    if (pid <= 0 || !WORD.matcher(boot).matches() || !isWord(born)) {
      throw new IllegalArgumentException(
          "Expected a pid >= 1 and words, but received %d, %s, %s".formatted(pid, born, boot));
    }
  }

  /** Null when that is no process: nobody needs to know one. */
  static @Nullable AgentProcess of(@Nullable ObjectNode told) {
    if (told == null || !told.path("pid").canConvertToLong()) {
      return null;
    }
    long pid = told.path("pid").longValue();
    String born = told.path("born").isTextual() ? told.path("born").textValue() : null;
    String boot = told.path("boot").asText();
    boolean isOne = pid > 0 && WORD.matcher(boot).matches() && isWord(born);
    return isOne ? new AgentProcess(pid, born, boot) : null;
  }

  /** As an event tells it. */
  public ObjectNode json() {
    ObjectNode told = Json.object().put("pid", pid);
    if (born != null) {
      told.put("born", born);
    }
    return told.put("boot", boot);
  }

  private static boolean isWord(@Nullable String text) {
    return text == null || WORD.matcher(text).matches();
  }
}
