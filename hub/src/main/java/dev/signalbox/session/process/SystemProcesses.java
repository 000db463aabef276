package dev.signalbox.session.process;

import dev.signalbox.protocol.AgentProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * This machine's processes. Where there is a {@code /proc}, a process is known by its number and by
 * when it began: in a container another one may have its number. Elsewhere only by its number.
 * Thread safe.
 */
public final class SystemProcesses implements ProcessTable {
  private static final Path PROC = Path.of("/proc");

  private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");

  /** Of the fields of {@code /proc/<pid>/stat} that follow the name: state, starttime (proc(5)). */
  private static final int STATE = 0;

  private static final int STARTED = 19;

  /** A zombie, or dead: only its parent has not noticed. */
  private static final Set<String> OVER = Set.of("Z", "X", "x");

  private static final long PATIENCE_SECONDS = 5;

  private final String boot = boot();

  @Override
  public boolean isAlive(AgentProcess process) {
    if (boot.isEmpty() || !boot.equals(process.boot())) {
      return false;
    }
    if (!Files.isReadable(BOOT_ID)) {
      return ProcessHandle.of(process.pid()).isPresent();
    }
    try {
      Path stat = PROC.resolve(Long.toString(process.pid())).resolve("stat");
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The name, in parentheses, may have any character.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", STARTED + 2);
      return fields[STARTED].equals(process.born()) && !OVER.contains(fields[STATE]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /** Names this run of the system as the hooks' script does; empty where that is unknown. */
  private static String boot() {
    try {
      if (Files.isReadable(BOOT_ID)) {
        return Files.readString(BOOT_ID).strip();
      }
      Process asked = new ProcessBuilder("sysctl", "-n", "kern.bootsessionuuid").start();
      byte[] answer = asked.getInputStream().readNBytes(100);
      boolean isAnswered = asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return isAnswered ? new String(answer, StandardCharsets.UTF_8).strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
