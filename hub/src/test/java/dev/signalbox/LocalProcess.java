package dev.signalbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.protocol.AgentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of this machine that does nothing until it is killed; where there is a /proc. */
public final class LocalProcess implements AutoCloseable {
  private final Process process;
  private final AgentProcess named;

  private LocalProcess(Process process, AgentProcess named) {
    this.process = process;
    this.named = named;
  }

  public static LocalProcess start() throws IOException {
    Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
    assumeTrue(Files.isReadable(bootId), "Names of processes are read from /proc");
    Process process = new ProcessBuilder("sleep", "600").start();
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new LocalProcess(
        process, new AgentProcess(process.pid(), afterName[19], Files.readString(bootId).strip()));
  }

  /** As our hooks name it. */
  public AgentProcess named() {
    return named;
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
