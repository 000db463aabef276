package dev.signalbox.cli.options;

import dev.signalbox.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionOption implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"signalbox " + Version.text()};
  }
}
