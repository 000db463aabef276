package dev.signalbox.cli.terminal;

/** How a piece of text looks (ECMA-48, 8.3.117), in the sixteen colours that every theme has. */
public enum Style {
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  AMBER("33"),
  BLUE("34"),
  CYAN("36"),
  AMBER_BOLD("1;33"),
  RED_BOLD("1;31");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String around(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
