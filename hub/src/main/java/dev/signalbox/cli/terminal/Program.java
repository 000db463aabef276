package dev.signalbox.cli.terminal;

/** How this program was called, so that what it advises can be typed as it stands. */
public final class Program {
  /** Set by {@code bin/signalbox}, which is on nobody's path after a clone. */
  private static final String PROPERTY = "signalbox.command";

  private Program() {}

  /** E.g. {@code bin/signalbox}. */
  public static String name() {
    return System.getProperty(PROPERTY, "signalbox");
  }

  /** A command line of it, e.g. {@code bin/signalbox serve}. */
  public static String command(String words) {
    return name() + " " + words;
  }
}
