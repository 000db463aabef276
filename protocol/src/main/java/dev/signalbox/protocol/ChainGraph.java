package dev.signalbox.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that the steps of a chain can be executed in some order. */
final class ChainGraph {
  /** More steps than this in one chain are refused. */
  static final int STEPS_MAX = 1_000;

  private ChainGraph() {}

  /**
   * Throws when a step number occurs twice, a step waits for itself or for a step that is not
   * there, or the steps wait for each other in a circle (Kahn's topological sort).
   */
  static void requireAcyclic(List<Detail.PlannedStep> steps) {
    if (steps.size() > STEPS_MAX) {
      throw invalid(
          "too-large", "Expected at most " + STEPS_MAX + " steps, but got " + steps.size());
    }
    Map<Integer, Integer> open = new HashMap<>();
    for (Detail.PlannedStep step : steps) {
      if (open.put(step.stepNumber(), step.waitsFor().size()) != null) {
        throw invalid("invalid", "Step number " + step.stepNumber() + " occurs twice");
      }
    }
    Map<Integer, List<Integer>> waiters = new HashMap<>();
    for (Detail.PlannedStep step : steps) {
      for (int required : step.waitsFor()) {
        if (!open.containsKey(required)) {
          throw invalid(
              "invalid",
              "Step " + step.stepNumber() + " waits for step " + required + ", which is not there");
        }
        waiters.computeIfAbsent(required, key -> new ArrayList<>()).add(step.stepNumber());
      }
    }
    requireNoCircle(open, waiters);
  }

  private static void requireNoCircle(
      Map<Integer, Integer> open, Map<Integer, List<Integer>> waiters) {
    var ready = new ArrayDeque<Integer>();
    open.forEach((step, count) -> {
      if (count == 0) {
        ready.add(step);
      }
    });
    int done = 0;
    while (!ready.isEmpty()) {
      done++;
      for (int waiter : waiters.getOrDefault(ready.remove(), List.of())) {
        if (open.merge(waiter, -1, Integer::sum) == 0) {
          ready.add(waiter);
        }
      }
    }
    if (done < open.size()) {
      throw invalid(
          "cycle",
          "Expected an acyclic graph, but " + (open.size() - done) + " steps wait in a circle");
    }
  }

  private static InvalidEventException invalid(String code, String message) {
    return new InvalidEventException("steps", code, message);
  }
}
