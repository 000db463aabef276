package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Payloads.Expected;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every adapter; which payload becomes which events is in {@code events.txt}. */
public abstract class AdapterContract {
  protected static final Instant RAN = Instant.parse("2026-11-23T08:00:00.123456789Z");
  protected static final Instant RECEIVED = Instant.parse("2026-11-23T08:00:00.200Z");
  private static final HookContext CONTEXT =
      new HookContext(
          new Origin("ana", "mb-1", "darwin"),
          new Setting("main", "shop-api", null, "2.1.332"),
          new Delivery("c-1", RAN, RAN));

  private final HookAdapter adapter;
  protected final Payloads samples;

  protected AdapterContract(String agent, HookAdapter adapter) {
    this.adapter = adapter;
    this.samples = new Payloads(agent);
  }

  @TestFactory
  Stream<DynamicTest> becomesTheEventsOfTheTable() {
    return each(name -> {
      List<Expected> expected = samples.expected(name);
      List<Event> events = events(samples.payload(name), CONTEXT);
      assertThat(events)
          .extracting(Event::type)
          .isEqualTo(expected.stream().map(Expected::type).toList());
      for (int i = 0; i < expected.size(); i++) {
        assertHas(events.get(i), expected.get(i).fields());
      }
    });
  }

  @Test
  void theTableHasEveryPayload() throws IOException {
    assertThat(samples.names()).containsExactlyInAnyOrderElementsOf(samples.files());
  }

  @TestFactory
  Stream<DynamicTest> aRepeatedCallHasTheSameEventIds() {
    return each(name -> {
      List<String> ids = ids(events(samples.payload(name), CONTEXT));
      assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
      assertThat(ids(events(samples.payload(name), CONTEXT))).isEqualTo(ids);
    });
  }

  @TestFactory
  Stream<DynamicTest> fieldsOfAnotherKindAreRefusedWithAReason_orReadAsAbsent() {
    return each(name -> {
      for (String pointer : pointers(samples.payload(name), "")) {
        for (String odd : List.of("null", "[]", "{}", "0", "true", "''", "['x']", "{'x':[1]}")) {
          ObjectNode payload = samples.payload(name);
          set(payload, pointer, odd);
          assertThatIsTaken(payload);
        }
      }
    });
  }

  /** The events of a payload that came without any header. */
  protected List<Event> events(ObjectNode payload) {
    return events(payload, HookContext.NONE);
  }

  protected List<Event> events(ObjectNode payload, HookContext context) {
    return adapter.reports(payload, context, RECEIVED).stream()
        .flatMap(report -> report.events().stream())
        .toList();
  }

  protected HookReport report(String name, HookContext context) {
    return adapter.reports(samples.payload(name), context, RECEIVED).getFirst();
  }

  protected Event first(String name) {
    return events(samples.payload(name)).getFirst();
  }

  protected void assertRefused(ObjectNode payload, String reason) {
    assertThatThrownBy(() -> events(payload))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(reason);
  }

  protected static void assertHas(Event event, ObjectNode expected) {
    expected
        .properties()
        .forEach(field -> {
          if (field.getValue().asText().equals("-")) {
            assertThat(event.body().has(field.getKey())).as(field.getKey()).isFalse();
          } else {
            assertThat(String.valueOf(event.body().get(field.getKey())))
                .as(field.getKey())
                .isEqualTo(field.getValue().toString());
          }
        });
  }

  protected static List<String> ids(List<Event> events) {
    return events.stream().map(Event::eventId).toList();
  }

  protected static ObjectNode fields(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }

  private void assertThatIsTaken(ObjectNode payload) {
    try {
      for (HookReport report : adapter.reports(payload, CONTEXT, RECEIVED)) {
        assertThat(report.begin()).doesNotContainNull();
      }
    } catch (InvalidEventException e) {
      assertThat(e).hasMessageStartingWith("Expected ");
    }
  }

  private Stream<DynamicTest> each(ThrowingCheck check) {
    return samples.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check.on(name)));
  }

  @FunctionalInterface
  private interface ThrowingCheck {
    void on(String name) throws IOException;
  }

  private static List<String> pointers(ObjectNode object, String path) {
    var pointers = new ArrayList<String>();
    for (var field : object.properties()) {
      String pointer = path + "/" + field.getKey();
      pointers.add(pointer);
      if (field.getValue() instanceof ObjectNode inner) {
        pointers.addAll(pointers(inner, pointer));
      }
    }
    return pointers;
  }

  private static void set(ObjectNode payload, String pointer, String json) {
    int last = pointer.lastIndexOf('/');
    var owner = (ObjectNode) payload.at(pointer.substring(0, last));
    owner.set(pointer.substring(last + 1), fields("{'v':" + json + "}").get("v"));
  }
}
