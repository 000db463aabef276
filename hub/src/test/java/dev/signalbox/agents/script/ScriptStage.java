package dev.signalbox.agents.script;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The script, and a hub that it reports to, for each test anew. */
abstract class ScriptStage {
  @TempDir Path folder;
  StandInHub hub;
  ScriptRun script;

  @BeforeEach
  final void open() throws IOException {
    hub = new StandInHub();
    script = new ScriptRun(folder, hub.url());
  }

  @AfterEach
  final void close() {
    script.close();
    hub.close();
  }
}
