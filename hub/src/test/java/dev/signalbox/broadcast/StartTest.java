package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Message.Gap.Reason;
import dev.signalbox.protocol.Position;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final Position HEAD = new Position("epoch", 10);

  @Test
  void aPositionOfACommitThatIsStillUnderWay_isNoGap() {
    var start = Start.of(HEAD.at(12), HEAD, HEAD.at(12));
    assertThat(start.isRecovered()).isTrue();
    assertThat(start.from()).isEqualTo(HEAD.at(12));
  }

  @Test
  void aPositionThatNobodyCanHaveSeen_isAGap() {
    var start = Start.of(HEAD.at(13), HEAD, HEAD.at(12));
    assertThat(start.from()).isEqualTo(HEAD);
    assertThat(start.gap()).isNotNull().extracting(it -> it.reason()).isEqualTo(Reason.FUTURE);
  }
}
