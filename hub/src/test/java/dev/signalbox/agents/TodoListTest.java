package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TodoListTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void eachItemIsAStepThatStandsAsItSays() {
    List<Event> events =
        events(
            """
            [{"content":"One","status":"completed"},{"content":"Two","status":"in_progress"},
             {"content":"Three","status":"pending"},{"content":"Four","status":"cancelled"}]
            """);
    assertThat(events)
        .extracting(Event::type)
        .containsExactly("chain:compiled", "step:completed", "step:started", "step:skipped");
    assertThat(events.get(2).body().path("stepNumber").asInt()).isEqualTo(2);
  }

  @Test
  void toldAgain_onlyWhatIsNewIsNew() {
    List<String> before = ids(events("[{'content':'One'},{'content':'Two'}]"));
    List<String> after =
        ids(events("[{'content':'One','status':'in_progress'},{'content':'Two'}]"));
    assertThat(after).containsAll(before).hasSize(2);
  }

  @Test
  void saysInWhichTurn() {
    assertThat(events("[{'content':'One','status':'completed'}]"))
        .allSatisfy(it -> assertThat(it.body().path("turnId").asText()).isEqualTo("t1"));
  }

  @Test
  void aListThatGrowsIsTheSameList_andOneThatBeginsOtherwiseIsNot() {
    assertThat(chain("[{'content':'One'},{'content':'Two'}]"))
        .isEqualTo(chain("[{'content':'One'}]"))
        .isNotEqualTo(chain("[{'content':'Two'}]"));
  }

  @Test
  void aListOfWhichNothingIsLeftToDoIsComplete() {
    assertThat(events("[{'content':'One','status':'completed'}]"))
        .extracting(Event::type)
        .endsWith("chain:completed");
  }

  @Test
  void whatIsNoItemIsLeftOut_andSoIsWhatIsTooMuch() {
    assertThat(events("[]")).isEmpty();
    assertThat(events("{}")).isEmpty();
    assertThat(events("[1,{},{'content':' '}]")).isEmpty();
    String many = "{'content':'x'},".repeat(300);
    List<Event> events = events("[" + many + "{'content':'y'}]");
    assertThat(events.getFirst().body().path("steps")).hasSize(200);
  }

  private static String chain(String list) {
    return events(list).getFirst().body().path("chainId").asText();
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::eventId).toList();
  }

  private static List<Event> events(String list) {
    JsonNode json = Json.read(list.replace('\'', '"'), JsonNode.class);
    var subject = new Hook.Subject("codex", "Todo", "s1", "t1", null);
    var hook = new Hook(subject, Json.object(), new Fields(Json.object()), HookContext.NONE, AT);
    return TodoList.of(hook, json).events();
  }
}
