package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AskClosingsTest {
  private static final String CALL = "{'toolName':'Bash','input':{'command':'ls'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tool:completed | terminal | Answered in the terminal: the call has run",
        "tool:failed | terminal | Answered in the terminal: the call has failed, or was denied",
        "message:user | terminal | Answered in the terminal: the person went on",
        "session:idle | hub | The turn is over",
        "session:lost | hub | The agent is gone",
        "session:ended | hub | The session has ended",
      })
  void saysWhyAnAskHasEnded(String type, String source, String reason) {
    List<Event> closings = before(type, CALL.replace("}}", "},'text':'Go on'}"));
    assertThat(closings).hasSize(1);
    assertThat(closings.getFirst().body().path("askId").asText()).isEqualTo("a1");
    assertThat(closings.getFirst().body().path("source").asText()).isEqualTo(source);
    assertThat(closings.getFirst().body().path("reason").asText()).isEqualTo(reason);
  }

  @Test
  void saysThatAnUpdateHasEndedTheSession() {
    assertThat(before("session:updated", "{'status':'completed'}"))
        .extracting(it -> it.body().path("reason").asText())
        .containsExactly("The session has ended");
  }

  @Test
  void saysNothingOfWhatEndsNoAsk_norOfAnEndThatNamesIt() {
    assertThat(before("tool:started", CALL)).isEmpty();
    assertThat(before("tool:completed", "{'toolName':'Bash','input':{}}")).isEmpty();
    assertThat(before("interaction:input-received", "{'askId':'a1'}")).isEmpty();
  }

  @Test
  void theNextCallEndsAnAskThatNoneWouldOvertake() {
    String other = "{'toolName':'Bash','input':{'command':'pwd'}}";
    assertThat(before("tool:started", other, ",'exclusive':true"))
        .extracting(it -> it.body().path("reason").asText())
        .containsExactly("Answered in the terminal: the agent went on");
    assertThat(before("tool:started", other, "")).isEmpty();
    assertThat(before("tool:started", CALL, ",'exclusive':true")).isEmpty();
  }

  private static List<Event> before(String type, String fields) {
    return before(type, fields, "");
  }

  private static List<Event> before(String type, String fields, String more) {
    Story story =
        Story.started()
            .tell(
                "interaction:awaiting-input",
                "{'askId':'a1','kind':'approval','toolName':'Bash','toolInput':{'command':'ls'}"
                    + more
                    + "}");
    Event event = Event.of(type, "s1", story.now(), Story.json(fields));
    return AskClosings.before(story.state(), new LoggedEvent(9, story.now(), event));
  }
}
