package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServeCommandIT {
  @Test
  void saysWhereItIsAndWhatToDo_andEndsWhenItIsTold(@TempDir Path folder) throws Exception {
    Process hub =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsignalbox.command=bin/signalbox",
                "-jar",
                System.getProperty("signalbox.jar"),
                "serve",
                "--port=0",
                "--data-dir=" + folder)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = hub.inputReader()) {
      String ready = out.readLine();
      assertThat(ready).matches("Signalbox is ready at http://127\\.0\\.0\\.1:\\d+");
      String url = ready.substring(ready.indexOf("http"));
      assertThat(out.readLine()).isEqualTo("  Log      " + folder);
      assertThat(out.readLine())
          .isEqualTo("  Connect  bin/signalbox connect claude-code --url " + url);
      assertThat(out.readLine()).isEqualTo("  Try out  bin/signalbox demo --url " + url);
      assertThat(out.readLine()).isEqualTo("  Stop     Ctrl-C");
      hub.destroy();
      assertThat(hub.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      hub.destroyForcibly();
    }
  }

  @Test
  void namesTheVariable_whoseValueIsWrong() throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            System.getProperty("signalbox.jar"),
            "serve");
    builder.environment().put("SIGNALBOX_PORT", "abc");
    Process hub = builder.start();
    try (BufferedReader err = hub.errorReader()) {
      assertThat(err.readLine())
          .isEqualTo("signalbox: Expected SIGNALBOX_PORT as an integer, but got 'abc'");
      assertThat(hub.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(hub.exitValue()).isEqualTo(2);
    } finally {
      hub.destroyForcibly();
    }
  }

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
    "--auth=token, --auth token is not available in this version yet",
  })
  void refusesWhatIsNotSafeOrNotThere(String option, String said, @TempDir Path folder) {
    Typed typed = Typed.command("serve", option, "--data-dir", folder.toString());
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).startsWith("signalbox: " + said).hasLineCount(2);
  }
}
