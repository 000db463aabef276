package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepositoryNameTest {
  @ParameterizedTest
  @CsvSource({
    "/srv/app, app",
    "/srv/app/, app",
    "C:\\code\\app, app",
    "/srv/app/.claude/worktrees/fix-1, app",
    "/srv/app/.claude/worktrees/fix-1/src, app",
    "/srv/app/.worktrees/fix-1, app",
    "/srv/app.worktrees/fix-1, app",
    "/srv/app-worktrees/fix-1, app",
    "/home/ana/worktrees/app, app",
    "/srv/app-worktrees, app-worktrees",
  })
  void isTheLastSegment_withWorktreesFolded(String cwd, String name) {
    assertThat(RepositoryName.of(cwd)).isEqualTo(name);
  }

  @Test
  void isUnknown_atTheRoot() {
    assertThat(RepositoryName.of("/")).isNull();
  }

  @Test
  void isWhatTheAgentSays_whenItSays() {
    var story =
        new Story()
            .tell("session:started", "{'cwd':'/srv/app','repository':'acme/app'}")
            .tell("session:updated", "{'cwd':'/srv/other'}");
    assertThat(story.session().repository()).isEqualTo("acme/app");
    assertThat(story.session().cwd()).isEqualTo("/srv/other");
  }
}
