package dev.signalbox;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Events with running numbers in two sessions, so that a test sees at once what is missing, double
 * or out of order: even numbers go to {@code s1}, odd ones to {@code s2}.
 */
final class NumberedMessages {
  /** The sequence of number 0, when nothing else is written: two sessions begin first. */
  static final int FIRST_AT = 3;

  private static final String EVENT =
      "{'type':'message:user','sessionId':'s%d','text':'" + "x".repeat(200) + "','number':%d}";

  private final TestHub hub;

  private NumberedMessages(TestHub hub) {
    this.hub = hub;
  }

  /** Begins both sessions in an empty log. */
  static NumberedMessages begin(TestHub hub) {
    hub.begin("s1");
    hub.begin("s2");
    return new NumberedMessages(hub);
  }

  void say(String sessionId, int number) {
    hub.append(sessionId, "message:user", ",'text':'x','number':" + number);
  }

  void sayMany(int from, int to) {
    hub.appendAll(IntStream.range(from, to).mapToObj(i -> EVENT.formatted(1 + i % 2, i)));
  }

  static Predicate<Received> number(int number) {
    return message -> message.payload().path("number").asInt(-1) == number;
  }

  static List<Integer> numbers(List<Received> messages) {
    return messages.stream()
        .filter(message -> message.payload().has("number"))
        .map(message -> message.payload().path("number").asInt())
        .toList();
  }

  static List<Integer> numbersOf(String sessionId, List<Received> messages) {
    return numbers(messages.stream().filter(it -> it.sessionId().equals(sessionId)).toList());
  }

  static List<Integer> every2nd(int first, int end) {
    return IntStream.iterate(first, i -> i < end, i -> i + 2).boxed().toList();
  }
}
