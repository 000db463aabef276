package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionTest {
  @Property(tries = 200)
  void isWrittenAndReadAsTheSame(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 32) String epoch,
      @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long sequence) {
    var position = new Position(epoch, sequence);
    assertThat(Position.parse(position.toString())).isEqualTo(position);
    assertThat(Json.read(Json.text(position), Position.class)).isEqualTo(position);
  }

  @Test
  void isOneJsonString() {
    assertThat(Json.text(new Position("k3f9", 10482))).isEqualTo("\"k3f9:10482\"");
  }

  @Test
  void movesWithinItsLog() {
    assertThat(new Position("k3f9", 3).at(8)).isEqualTo(new Position("k3f9", 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "k3f9",
        "k3f9:",
        ":3",
        "K3F9:3",
        "k3f9:-1",
        "k3f9:1.5",
        "k3f9:1e3",
        "k3f9: 1",
        "k3f9:1:2",
        "k3f9:٣",
        "k3f9:1000000000000000000",
        "k3f9/../:1",
        "abcdefghijklmnopqrstuvwxyz0123456:1"
      })
  void parse_refusesEverythingElse_andSaysWhatCame(String text) {
    assertThatThrownBy(() -> Position.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected ");
  }

  @Test
  void isNeverBeforeTheBeginning() {
    assertThatThrownBy(() -> new Position("k3f9", -1))
        .hasMessage("Expected sequence >= 0, but got -1");
  }
}
