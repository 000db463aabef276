package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionQueryTest {
  @Test
  void namesOnlyWhatIsWanted() {
    assertThat(SessionQuery.ALL.path()).isEqualTo("/api/sessions?limit=500");
    assertThat(
            SessionQuery.ALL
                .in(List.of(State.NEEDS_YOU, State.LOST))
                .of("ana & co")
                .with("refund?")
                .after("k3")
                .path())
        .isEqualTo(
            "/api/sessions?limit=500&state=needs_you,lost&user=ana+%26+co&q=refund%3F&cursor=k3");
  }

  @Test
  void refusesALimitOutOfRange() {
    assertThatThrownBy(() -> new SessionQuery(List.of(), null, null, 501, null))
        .hasMessage("Expected limit 1 to 500, but got 501");
  }
}
