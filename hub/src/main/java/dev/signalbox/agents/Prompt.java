package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.command.HookCall;
import org.jspecify.annotations.Nullable;

/**
 * Something that an agent asks in a hook call, and for whose answer it waits in that call.
 *
 * @param askId the ask that the call opens
 * @param stopsAt the call, when the agent ends its turn where the answer tells it to; null when it
 *     does not
 * @param reply turns what a person answered into what the agent reads
 */
public record Prompt(String sessionId, String askId, @Nullable HookCall stopsAt, Reply reply) {

  /** Writes an answer in the agent's own words. Pure. */
  @FunctionalInterface
  public interface Reply {
    /**
     * What the agent reads.
     *
     * @param answer the fields of {@code interaction:input-received}: the decision and what goes
     *     with it
     */
    ObjectNode write(ObjectNode answer);
  }
}
