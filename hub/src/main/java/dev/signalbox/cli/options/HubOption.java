package dev.signalbox.cli.options;

import dev.signalbox.protocol.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --url}: the hub that a command talks to, the same for all commands that are clients. */
public final class HubOption {
  /** Where a hub listens when nobody says. */
  public static final String STANDARD = "http://127.0.0.1:4680";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:SIGNALBOX_URL:-" + STANDARD + "}",
      description = {"Where the hub is. Default: $$SIGNALBOX_URL, else", STANDARD + "."})
  private String url = "";

  /** What another command must be told to find the same hub; empty when nothing. */
  public String asTyped() {
    return asTyped(url().toString());
  }

  /** The same for a hub that is somewhere. */
  public static String asTyped(String url) {
    return url.equals(STANDARD) ? "" : " --url " + url;
  }

  /** The hub's address without a path, e.g. {@code http://127.0.0.1:4680}. */
  public URI url() {
    try {
      var given = new URI(url.strip());
      boolean isWeb = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
      boolean isBare = given.getPath() == null || given.getPath().matches("/?");
      boolean hasPort = given.getPort() == -1 || isPort(given.getPort());
      if (given.getRawUserInfo() != null) {
        throw new ParameterException(
            command.commandLine(), "Expected --url without a name and a password before the host");
      }
      if (isWeb && hasPort && given.getHost() != null && isBare && given.getQuery() == null) {
        return new URI(given.getScheme() + "://" + given.getRawAuthority());
      }
    } catch (URISyntaxException ignored) {
      // Answered below, together with addresses of other kinds.
    }
    throw new ParameterException(
        command.commandLine(),
        "Expected --url as http://host:port, but got '" + Texts.line(url, 80) + "'");
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }
}
