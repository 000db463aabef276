package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ChainGraphTest {
  @Test
  void takesGraphsThatSomeOrderSatisfies() {
    requireAcyclic();
    requireAcyclic(step(7));
    requireAcyclic(step(3, 1, 2), step(2, 1), step(1));
    requireAcyclic(step(1), step(2, 1, 1));
  }

  @Test
  void refusesCircles_andSaysHowManyStepsAreInThem() {
    assertRefused("cycle", "2 steps wait in a circle", step(0), step(1, 2), step(2, 1));
    assertRefused("cycle", "1 steps wait in a circle", step(1, 1));
    assertRefused("cycle", "3 steps", step(1, 3), step(2, 1), step(3, 2), step(4));
  }

  @Test
  void refusesAStepNumberThatOccursTwice() {
    assertRefused("invalid", "Step number 2 occurs twice", step(2), step(2));
  }

  @Test
  void refusesWaitingForAStepThatIsNotThere() {
    assertRefused("invalid", "Step 2 waits for step 9, which is not there", step(2, 9));
  }

  @Test
  void refusesMoreStepsThanTheLimit() {
    var steps = IntStream.range(0, ChainGraph.STEPS_MAX + 1).mapToObj(ChainGraphTest::step);
    assertThatThrownBy(() -> ChainGraph.requireAcyclic(steps.toList()))
        .hasMessage("Expected at most 1000 steps, but got 1001");
  }

  @Property(tries = 200)
  void anyGraphWithoutBackwardEdgesIsTaken_andOneBackwardEdgeIsNot(
      @ForAll @IntRange(min = 2, max = 60) int size, @ForAll long seed) {
    var random = new Random(seed);
    var steps = new ArrayList<Detail.PlannedStep>();
    steps.add(step(0));
    for (int i = 1; i < size; i++) {
      // Every step waits for the one before, so that any backward edge closes a circle.
      steps.add(step(i, i - 1, random.nextInt(i)));
    }
    var closed = new ArrayList<>(steps);
    closed.set(0, step(0, 1 + random.nextInt(size - 1)));
    Collections.shuffle(steps, random);
    Collections.shuffle(closed, random);
    assertThatCode(() -> ChainGraph.requireAcyclic(steps)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ChainGraph.requireAcyclic(closed)).hasMessageContaining("circle");
  }

  private static Detail.PlannedStep step(int number, Integer... waitsFor) {
    return new Detail.PlannedStep(number, null, null, null, null, List.of(waitsFor));
  }

  private static void requireAcyclic(Detail.PlannedStep... steps) {
    assertThatCode(() -> ChainGraph.requireAcyclic(Arrays.asList(steps)))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(String code, String message, Detail.PlannedStep... steps) {
    assertThatThrownBy(() -> ChainGraph.requireAcyclic(Arrays.asList(steps)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(message)
        .hasFieldOrPropertyWithValue("path", "steps")
        .hasFieldOrPropertyWithValue("code", code);
  }
}
