package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.AgentConnection;
import dev.signalbox.agents.connect.Program;
import dev.signalbox.agents.connect.Program.Found;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubProblemException;
import dev.signalbox.client.HubUnreachableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Connects agents, in conversation with the person at the terminal. */
final class Connecting {
  private final Terminal terminal;
  private final Surroundings around;
  private final PlaceOption place;
  private final PlanOptions options;
  private final URI hub;
  private final TokenOption token;
  private final TelemetryOption telemetry;
  private final WaitOption wait;
  private final HoldOption hold;

  Connecting(Terminal terminal, Surroundings around, Choices choices) {
    this.terminal = terminal;
    this.around = around;
    this.place = choices.place();
    this.options = choices.plan();
    this.hub = choices.hub();
    this.token = choices.sent().token();
    this.telemetry = choices.sent().telemetry();
    this.wait = choices.waiting();
    this.hold = choices.hold();
  }

  /** Whether the agent reports to the hub now. */
  boolean connect(Agent agent, Optional<Found> found) {
    found
        .filter(agent.program()::isTooOld)
        .ifPresent(old -> {
          throw new SettingsException(tooOld(agent, old));
        });
    AgentConnection connection = hold.apply(agent, place.of(agent, around));
    var choice = telemetry.choice(connection, token.isFor(hub, around), around);
    Plan plan = withToken(connection.connect(hub, choice.telemetry()));
    String who = agent.title() + " " + place.whose();
    if (plan.isEmpty()) {
      say(who + " already reports to " + hub + ". Nothing to change.");
    } else if (options.carryOut(plan, terminal, around)) {
      say("Connected: " + who + " reports to " + hub + ".");
    } else {
      return false;
    }
    choice.notes(connection, hub).forEach(this::say);
    hold.note().ifPresent(this::say);
    connection.obstacles().forEach(obstacle -> say("But " + obstacle + "."));
    place.twice(agent, around).ifPresent(this::say);
    agent.steps().forEach(step -> say(step + "."));
    if (found.isEmpty()) {
      say("(There is no " + agent.program().command() + " on this machine's path.)");
    }
    return true;
  }

  private Plan withToken(Plan plan) {
    return token.change(hub, around).map(plan::after).orElse(plan);
  }

  /** What comes next, and whether sessions appear; false when they must and do not. */
  boolean verify(List<Agent> agents) throws InterruptedException {
    Duration patience = wait.patience(terminal);
    try (var client = new HubClient(hub)) {
      client.info();
      String programs =
          agents.stream().map(it -> it.program().command()).collect(Collectors.joining(" or "));
      String page = terminal.paint(Style.BOLD, hub.toString());
      say("Start %s %s, and open %s".formatted(programs, place.where(), page));
      if (patience.isZero()) {
        return true;
      }
      var names = agents.stream().map(Agent::name).collect(Collectors.toSet());
      var first = new FirstSession(terminal, around.input(), client, names);
      return first.await(patience) != FirstSession.Outcome.NONE || !wait.isDemanded();
    } catch (HubProblemException e) {
      say("The hub at %s says: %s. Sessions appear there.".formatted(hub, e.getMessage()));
      return !wait.isDemanded();
    } catch (HubUnreachableException e) {
      say(
          "There is no hub at %s yet: run %s, and sessions appear there."
              .formatted(hub, dev.signalbox.cli.terminal.Program.command("serve")));
      return !wait.isDemanded();
    }
  }

  private static String tooOld(Agent agent, Found found) {
    Program program = agent.program();
    return "Expected %s %s or later, but %s is %s: %s. Update it (%s) and run this again"
        .formatted(
            agent.title(),
            program.oldest(),
            found.command(),
            found.version(),
            program.lack(),
            program.update());
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}
