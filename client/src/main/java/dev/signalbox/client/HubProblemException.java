package dev.signalbox.client;

import java.io.Serial;

/** The hub answered that it will not: what it says is in {@link #problem}. */
public final class HubProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  HubProblemException(Problem problem) {
    super(problem.summary());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
