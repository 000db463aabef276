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
 */
record HookCommand(String script, String agent, URI hub) {
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
              + "( \\|\\| true|"
              + Pattern.quote(WAKING)
              + ")");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+:-]+");

  static boolean isOurs(String line) {
    return OURS.matcher(line).matches();
  }

  /** The hub that one of our command lines reports to; empty for anybody else's. */
  static Optional<String> hub(String line) {
    Matcher ours = OURS.matcher(line);
    return ours.matches() ? Optional.of(ours.group("hub")) : Optional.empty();
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
    return script + " " + agent + " " + quoted(hub.toString()) + QUIET;
  }
}
