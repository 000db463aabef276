package dev.signalbox.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.demo.Scene.Cue;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SceneReaderTest {
  @Test
  void readsLinesAsEventsOnATimeLine() {
    Scene scene =
        read(
            "{'begins':-10,'user':'jo','cwd':'/x'}",
            "{'wait':2,'type':'message:user','text':'Go'}",
            "{'type':'usage:recorded','inputTokens':7}");
    assertThat(scene.cues()).extracting(Cue::at).containsExactly(-10.0, -8.0, -8.0);
    assertThat(scene.cues())
        .extracting(cue -> cue.event().toString().replace('"', '\''))
        .containsExactly(
            "{'user':'jo','cwd':'/x','type':'session:started'}",
            "{'type':'message:user','text':'Go'}",
            "{'type':'usage:recorded','inputTokens':7,'requestId':'request-1'}");
    assertThat(scene.title()).isEqualTo("Go");
  }

  @Test
  void makesOfACall_itsStartItsEndAndTheChangedFile() {
    Scene scene =
        read(
            "{'begins':0,'cwd':'/x','title':'Named'}",
            "{'wait':1,'type':'tool','toolName':'Edit','input':{'file_path':'a'},'takes':0.5,"
                + "'output':'ok','diff':'+b'}",
            "{'wait':1,'type':'tool','toolName':'Bash','agentId':'g','takes':2,'error':'no'}");
    List<Cue> cues = scene.cues();
    assertThat(cues).extracting(Cue::at).containsExactly(0.0, 1.0, 1.5, 1.5, 2.5, 4.5);
    assertThat(cues.stream().skip(1).map(cue -> cue.event().toString().replace('"', '\'')))
        .containsExactly(
            "{'toolName':'Edit','input':{'file_path':'a'},'toolUseId':'call-1','type':'tool:started'}",
            "{'toolName':'Edit','input':{'file_path':'a'},'toolUseId':'call-1','type':'tool:completed',"
                + "'durationMs':500,'output':'ok'}",
            "{'diff':'+b','type':'file:modified','toolUseId':'call-1','path':'a'}",
            "{'toolName':'Bash','agentId':'g','toolUseId':'call-2','type':'tool:started'}",
            "{'toolName':'Bash','agentId':'g','toolUseId':'call-2','type':'tool:failed',"
                + "'durationMs':2000,'error':'no'}");
    assertThat(scene.title()).isEqualTo("Named");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void everySceneIsOfTheProtocol(Scene scene) {
    var performance = new Performance(scene, "demo-" + scene.name(), 0);
    List<Event> events =
        scene.cues().stream().map(cue -> performance.event(cue, Instant.EPOCH)).toList();
    assertThat(events.getFirst().detail())
        .isInstanceOfSatisfying(
            Detail.SessionStarted.class,
            it -> {
              assertThat(it.user()).isNotNull();
              assertThat(it.agent()).isNotNull();
            });
    assertThat(scene.cues()).isSortedAccordingTo(java.util.Comparator.comparingDouble(Cue::at));
    assertThat(events).extracting(it -> it.body().has("wait")).containsOnly(false);
  }

  @Test
  void idsAreUnique_beyondTheirSession() {
    Scene scene =
        read("{'begins':0,'cwd':'/x'}", "{'type':'interaction:awaiting-input','askId':'a'}");
    List<Performance> staged = Performance.stage(List.of(scene), 2, "t1");
    assertThat(staged)
        .extracting(Performance::sessionId)
        .containsExactly("demo-test-t1", "demo-test-t1-2");
    assertThat(staged)
        .extracting(it -> it.event(scene.cues().getLast(), Instant.EPOCH).body())
        .extracting(ObjectNode::toString)
        .allSatisfy(it -> assertThat(it).contains("\"askId\":\"demo-test-t1"))
        .doesNotHaveDuplicates();
  }

  static List<Scene> scenes() {
    return SceneReader.all();
  }

  private static Scene read(String... lines) {
    return SceneReader.read("test", String.join("\n", lines).replace('\'', '"'));
  }
}
