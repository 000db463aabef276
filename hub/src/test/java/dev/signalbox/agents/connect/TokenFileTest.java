package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenFileTest {
  private static final URI HUB = URI.create("https://hub.lan:9000");

  @TempDir private Path home;

  @Test
  void onlyItsOwnerCanReadIt_alsoWhenOthersCouldBefore() throws IOException {
    keep("first");
    Path folder = home.resolve(".local/state/signalbox/token");
    Path file = folder.resolve("https___hub.lan_9000");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    keep("sb_second");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(file).hasContent("Authorization: Bearer sb_second\n");
  }

  @Test
  void theSameTokenChangesNothing() {
    keep("same");
    assertThat(plan("same").isEmpty()).isTrue();
  }

  @Test
  void isWhereTheEnvironmentSays() {
    assertThat(TokenFile.path(HUB, name -> "/var/x", home))
        .isEqualTo(Path.of("/var/x/signalbox/token/https___hub.lan_9000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "x\nX-Other: 1", "ü"})
  void whatIsNoTokenIsRefused(String token) {
    assertThatThrownBy(() -> keep(token))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Expected a token");
  }

  private void keep(String token) {
    plan(token).apply();
  }

  private Plan plan(String token) {
    return Plan.of(home).after(TokenFile.keep(token, HUB, name -> null, home));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
