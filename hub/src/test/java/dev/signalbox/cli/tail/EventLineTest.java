package dev.signalbox.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "session:started | {'agent':'codex','cwd':'/srv/app'} | ● started · codex · /srv/app",
        "session:idle | {'lastMessage':'Done'} | ○ idle · Done",
        "session:ended | {'reason':'logout','summary':'Merged'} | ✓ ended · logout · Merged",
        "session:ended | {'status':'failed','reason':'error'} | ✗ failed · error",
        "session:lost | {'reason':'No event for 900 s'} | ◌ lost · No event for 900 s",
        "session:updated | {'title':'Refunds'} | · updated · Refunds",
        "message:user | {'text':'Fix it,\\nplease'} | » Fix it, please",
        "message:assistant | {'text':'Done'} | « Done",
        "tool:started | {'toolName':'Bash','input':{'command':'npm test'}} | ▸ Bash · npm test",
        "tool:completed | {'toolName':'Read','durationMs':40} | ✓ Read · 40ms",
        "tool:failed | {'toolName':'Bash','durationMs':8400,'error':'No'} | ✗ Bash · 8.4s · No",
        "tool:failed | {'toolName':'Bash','error':{'message':'No'}} | ✗ Bash · No",
        "tool:started | {'toolName':'Grep','agentId':'a1'} | ↳ ▸ Grep",
        "interaction:awaiting-input | {'kind':'question','question':'Left?'} | ◆ needs you · question · Left?",
        "interaction:awaiting-input | {'kind':'approval','toolName':'Bash','toolInput':{'command':'rm x'}} | ◆ needs you · approval · Bash · rm x",
        "interaction:input-received | {'decision':'allow','by':'ana'} | ◇ answered · allow · by ana",
        "chain:compiled | {'title':'Move','steps':[{},{}]} | ≡ chain compiled · Move · 2 steps",
        "chain:completed | {'chainId':'c1','overallStatus':'partial'} | ≡ chain completed · c1 · partial",
        "step:started | {'stepNumber':2,'action':'Test'} | ▸ step 2 · Test",
        "step:completed | {'stepNumber':2,'duration':61000} | ✓ step 2 · 1m 01s",
        "step:completed | {'stepNumber':2,'succeeded':false,'error':'No'} | ✗ step 2 · No",
        "step:skipped | {'stepNumber':3} | - step 3 · skipped",
        "agent:started | {'agentId':'a1','agentType':'Explore','description':'Look'} | + Explore · Look",
        "agent:stopped | {'agentId':'a1','lastMessage':'Found'} | - a1 · Found",
        "usage:recorded | {'inputTokens':12400,'outputTokens':420,'costUsd':0.04} | ∑ 12.4k in · 420 out · $0.04",
        "command:issued | {'command':'pause','reason':'Lunch','by':'kim'} | ⌘ issued · pause · Lunch · by kim",
        "file:modified | {'path':'src/a.ts'} | ± modified · src/a.ts",
        "terminal:output | {'output':'one\\ntwo'} | │ one two",
        "error:occurred | {'error':'Out of context'} | ✗ Out of context",
        "warning:occurred | {'warning':'Nearly out'} | ! Nearly out",
        "somebody:sneezed | {'message':'Hatschi'} | · somebody:sneezed · Hatschi",
        "without-a-verb | {} | · without-a-verb",
        "tool:completed | {} | ✓",
      })
  void saysWhatHappened(String type, String payload, String line) {
    assertThat(EventLine.of(type, json(payload)).text().strip()).isEqualTo(line);
  }

  @Test
  void letsQuestionsAndFailuresStandOut() {
    assertThat(EventLine.of("interaction:awaiting-input", json("{}")).style())
        .isEqualTo(Style.AMBER_BOLD);
    assertThat(EventLine.of("tool:failed", json("{}")).style()).isEqualTo(Style.RED);
    assertThat(EventLine.of("message:assistant", json("{}")).style()).isNull();
  }

  @Test
  void passesNoEscapeOn() {
    String hostile = "{'toolName':'\\u001b[2JBash','error':'\\u009b31m\\u001b]0;x\\u0007No'}";
    assertThat(EventLine.of("tool:failed", json(hostile)).text()).isEqualTo("✗ Bash · No");
    assertThat(EventLine.of("evil\u001b[2J:type", json("{}")).text()).isEqualTo("· evil:type");
  }

  private static ObjectNode json(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }
}
