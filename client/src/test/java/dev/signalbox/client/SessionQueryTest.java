package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Session.State;
import java.time.Instant;
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
                .since(Instant.EPOCH)
                .limit(7)
                .after("k3")
                .path())
        .isEqualTo(
            "/api/sessions?limit=7&state=needs_you,lost&user=ana+%26+co&q=refund%3F"
                + "&since=1970-01-01T00%3A00%3A00.000Z&cursor=k3");
  }

  @Test
  void refusesALimitOutOfRange() {
    assertThatThrownBy(() -> SessionQuery.ALL.limit(501))
        .hasMessage("Expected limit 1 to 500, but got 501");
  }
}
