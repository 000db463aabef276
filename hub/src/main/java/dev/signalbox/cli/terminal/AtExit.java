package dev.signalbox.cli.terminal;

/** Something to do when the process is told to end (Ctrl-C), unless this is closed before. */
public final class AtExit implements AutoCloseable {
  private final Thread task;

  private AtExit(Thread task) {
    this.task = task;
  }

  public static AtExit run(String name, Runnable task) {
    var atExit = new AtExit(Thread.ofPlatform().name(name).unstarted(task));
    Runtime.getRuntime().addShutdownHook(atExit.task);
    return atExit;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(task);
    } catch (IllegalStateException ignored) {
      // The process is ending, and the task runs.
    }
  }
}
