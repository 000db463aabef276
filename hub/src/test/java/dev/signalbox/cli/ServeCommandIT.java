package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a hub does not start. That it does is for the tests of the jar. */
final class ServeCommandIT {
  @Test
  void saysThatThePortIsTaken_andLetsGoOfItsData(@TempDir Path folder, @TempDir Path other) {
    try (var hub = new RunningHub(folder)) {
      for (int i = 0; i < 2; i++) {
        Typed typed =
            Typed.command(
                "serve", "--port", String.valueOf(hub.port()), "--data-dir", other.toString());
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err().lines())
            .containsExactly(
                "signalbox: 127.0.0.1:"
                    + hub.port()
                    + " is in use, perhaps by another hub. Choose another port with --port");
      }
    }
  }

  @Test
  void saysThatTheDataAreTaken(@TempDir Path folder) {
    try (var _ = new RunningHub(folder)) {
      Typed typed = Typed.command("serve", "--port", "0", "--data-dir", folder.toString());
      assertThat(typed.exitCode()).isEqualTo(1);
      assertThat(typed.err())
          .contains(folder + " is in use by another Signalbox process. Stop that first");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--host=0.0.0.0, Without tokens the hub listens on this machine only",
    "--port=70000, 'Expected --port 0 to 65535, but got 70000'",
    "--auth=token, --auth token is not available in this version yet",
    "--lease=0, Expected a lease of at least 1 s",
  })
  void refusesWhatIsNotSafeOrNotThere(String option, String said, @TempDir Path folder) {
    Typed typed = Typed.command("serve", option, "--data-dir", folder.toString());
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).startsWith("signalbox: " + said).hasLineCount(1);
  }
}
