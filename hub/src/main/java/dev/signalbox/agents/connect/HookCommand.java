package dev.signalbox.agents.connect;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line of our hooks:
 *
 * <pre>/home/ana/.claude/hooks/signalbox.sh claude-code http://127.0.0.1:4680 || true</pre>
 *
 * <p>{@code || true} keeps the agent silent should somebody delete the script. Lines of old have no
 * agent.
 *
 * @param script as the shell reads it, quoted where it has to be
 * @param hold for how many seconds a prompt waits for an answer from the hub; 0 for none that does
 */
record HookCommand(String script, String agent, URI hub, int hold) {
  /** The name by which our hooks are known among others. */
  static final String SCRIPT = "hooks/signalbox.sh";

  private static final String QUIET = " || true";

  /** The agent is woken by status 2; the script says 9, which a missing one never does. */
  private static final String WAKING = " wait || [ $? != 9 ] || exit 2";

  private static final Pattern OURS =
      Pattern.compile(
          ".*/"
              + Pattern.quote(SCRIPT)
              + "['\"]?( [a-z-]+)? '?(?<hub>[^\\s':]+://[^\\s']+)'?"
              + "( hold (?<hold>[1-9][0-9]{0,5}))?( \\|\\| true|"
              + Pattern.quote(WAKING)
              + ")");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+:-]+");

  /** One that holds no prompt. */
  HookCommand(String script, String agent, URI hub) {
    this(script, agent, hub, 0);
  }

  static boolean isOurs(String line) {
    return OURS.matcher(line).matches();
  }

  /** The hub that one of our command lines reports to; empty for anybody else's. */
  static Optional<String> hub(String line) {
    Matcher ours = OURS.matcher(line);
    return ours.matches() ? Optional.of(ours.group("hub")) : Optional.empty();
  }

  /** For how many seconds one of our command lines holds a prompt; 0 when it does not. */
  static int hold(String line) {
    Matcher ours = OURS.matcher(line);
    return ours.matches() && ours.group("hold") != null ? Integer.parseInt(ours.group("hold")) : 0;
  }

  /** The same line for a hook that may wake the agent. */
  static String waking(String line) {
    return line.substring(0, line.length() - QUIET.length()) + WAKING;
  }

  static boolean isWaking(String line) {
    return line.endsWith(WAKING);
  }

  /** A path as the shell reads it. */
  static String quoted(String path) {
    return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  String line() {
    String holding = hold > 0 ? " hold " + hold : "";
    return script + " " + agent + " " + quoted(hub.toString()) + holding + QUIET;
  }
}
