package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class PatienceTest {
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void insist_triesAgain_untilAHubAnswers() throws InterruptedException {
    String said = patience(Duration.ofMinutes(1)).insist(() -> failing(3, away()));
    assertThat(said).isEqualTo("said");
    assertThat(attempts).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void insist_triesAgain_whenTheHubSaysLater(int status) throws InterruptedException {
    patience(Duration.ofMinutes(1)).insist(() -> failing(1, problem(status)));
    assertThat(attempts).hasValue(2);
  }

  @Test
  void insist_givesUp_whenTheHubSaysNo() {
    HubProblemException no = problem(404);
    assertThatThrownBy(() -> patience(Duration.ofMinutes(1)).insist(() -> failing(1, no)))
        .isSameAs(no);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void insist_triesOnce_whenNoTimeIsLeft() {
    HubUnreachableException away = away();
    Patience none = patience(Duration.ZERO);
    assertThatThrownBy(() -> none.insist(() -> failing(9, away))).isSameAs(away);
    assertThat(attempts).hasValue(1);
    assertThat(none.rest()).isZero();
  }

  private String failing(int times, RuntimeException fault) {
    if (attempts.incrementAndGet() <= times) {
      throw fault;
    }
    return "said";
  }

  private static Patience patience(Duration time) {
    return new Patience(time, PlayedHub.FAST);
  }

  private static HubUnreachableException away() {
    IOException refused = new ConnectException();
    return HubUnreachableException.of(URI.create("http://127.0.0.1:1"), refused);
  }

  private static HubProblemException problem(int status) {
    return new HubProblemException(new Problem(status, "code", "No", List.of()));
  }
}
