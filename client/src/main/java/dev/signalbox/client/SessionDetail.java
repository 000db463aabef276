package dev.signalbox.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Subagent;
import java.util.List;

/**
 * One session with its parts, as of a position.
 *
 * @param asks those open
 * @param commands those not finished
 */
public record SessionDetail(
    Session session,
    Position position,
    List<Chain> chains,
    List<Step> steps,
    List<Subagent> subagents,
    List<Ask> asks,
    List<Command> commands) {

  private record Parts(
      @JsonProperty(required = true) List<Chain> chains,
      @JsonProperty(required = true) List<Step> steps,
      @JsonProperty(required = true) List<Subagent> subagents,
      @JsonProperty(required = true) List<Ask> asks,
      @JsonProperty(required = true) List<Command> commands) {}

  /** Reads {@code {…the session's fields…,"position":"k3f9:7","detail":{"chains":[],…}}}. */
  static SessionDetail parse(JsonNode answer) throws JsonProcessingException {
    Session session = Json.mapper().treeToValue(answer, Session.class);
    Parts parts = Json.mapper().treeToValue(answer.path("detail"), Parts.class);
    return new SessionDetail(
        session,
        Position.parse(answer.path("position").asText()),
        parts.chains(),
        parts.steps(),
        parts.subagents(),
        parts.asks(),
        parts.commands());
  }
}
