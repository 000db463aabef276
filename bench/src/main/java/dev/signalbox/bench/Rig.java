package dev.signalbox.bench;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What scenarios share: the clients' event loops, the commands of servers, a place for data. */
final class Rig implements AutoCloseable {
  private final Path root;
  private final Path scratch;
  // One loop for all connections: the server needs the other core.
  private final EventLoopGroup loops = loop();

  // And one for those whose latency is measured while others are flooded.
  private final EventLoopGroup quiet = loop();

  /**
   * @param root the repository
   */
  Rig(Path root) throws IOException {
    this.root = root;
    this.scratch = Files.createTempDirectory("signalbox-bench-");
  }

  EventLoopGroup loops() {
    return loops;
  }

  /** For connections that must not wait behind what {@link #loops} has to read. */
  EventLoopGroup quiet() {
    return quiet;
  }

  private static EventLoopGroup loop() {
    return new MultiThreadIoEventLoopGroup(
        1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  static Class<? extends Channel> channelType() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** A fresh hub, as {@code bin/signalbox serve} starts it. */
  ServerProcess startHub() throws IOException {
    return startHub(freshDirectory());
  }

  ServerProcess startHub(Path data) throws IOException {
    return ServerProcess.start(
        List.of(
            root.resolve("bin/signalbox").toString(),
            "serve",
            "--port",
            "0",
            "--data-dir",
            data.toString()));
  }

  /** Connects Claude Code to the hub, for somebody whose fresh home this returns. */
  Path connect(ServerProcess hub) throws IOException {
    Path home = freshDirectory();
    run(
        List.of(
            "env",
            "HOME=" + home,
            root.resolve("bin/signalbox").toString(),
            "connect",
            "claude-code",
            "--yes",
            "--url",
            hub.url().toString()));
    return home;
  }

  /** A peer: a program in {@code bench/peers} that Node runs. */
  ServerProcess startNode(String script) throws IOException {
    return ServerProcess.start(
        List.of("node", root.resolve("bench/peers").resolve(script).toString()));
  }

  /** A peer: a class of {@code dev.signalbox.bench.peer}, in a JVM like the hub's. */
  ServerProcess startJava(String mainClass) throws IOException {
    return ServerProcess.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.signalbox.bench.peer." + mainClass));
  }

  /** The bare send loop in C, compiled now; it is the limit that others are compared with. */
  ServerProcess startBareLoop() throws IOException {
    Path program = scratch.resolve("sendloop");
    if (!Files.exists(program)) {
      Path source = root.resolve("bench/peers/sendloop.c");
      run(List.of("cc", "-O2", "-o", program.toString(), source.toString()));
    }
    return ServerProcess.start(List.of(program.toString()));
  }

  private static void run(List<String> command) throws IOException {
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      if (builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
        throw new IOException("It failed: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while it ran: " + String.join(" ", command), e);
    }
  }

  /** Lets a server come to rest before its memory is looked at. */
  static void settle(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /** A directory of its own for a hub's data; removed at the end. */
  Path freshDirectory() throws IOException {
    return Files.createTempDirectory(scratch, "data-");
  }

  @Override
  public void close() {
    loops.shutdownGracefully().awaitUninterruptibly(5_000);
    quiet.shutdownGracefully().awaitUninterruptibly(5_000);
    try (Stream<Path> files = Files.walk(scratch)) {
      files.sorted(Comparator.reverseOrder()).forEach(Rig::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove " + scratch, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove " + file, e);
    }
  }
}
