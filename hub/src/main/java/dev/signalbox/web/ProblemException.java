package dev.signalbox.web;

import java.io.Serial;

/** Carries a {@link Problem} to the one place that answers with it. */
final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  static ProblemException of(int status, String code, String detail) {
    return new ProblemException(Problem.of(status, code, detail));
  }

  /** One query parameter, path part or field that is not as it should be. */
  static ProblemException invalid(String path, String detail) {
    return new ProblemException(
        Problem.of(
            422,
            "invalid-request",
            detail,
            java.util.List.of(new Problem.Fault(path, detail, "invalid"))));
  }

  Problem problem() {
    return problem;
  }
}
