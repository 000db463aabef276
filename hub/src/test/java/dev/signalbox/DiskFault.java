package dev.signalbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Something that keeps a hub from writing, until it is put right. */
interface DiskFault {
  void begin() throws Exception;

  void end() throws Exception;

  /** Leaves no byte free on the disk that holds the ballast. */
  record Full(Path ballast) implements DiskFault {
    private static final byte[] PAGE = new byte[4096];

    @Override
    public void begin() throws IOException {
      try (OutputStream output = Files.newOutputStream(ballast)) {
        while (true) {
          output.write(PAGE);
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("No space left")) {
          throw e;
        }
      }
    }

    @Override
    public void end() throws IOException {
      Files.delete(ballast);
    }
  }

  /** Lets every write of the process fail: none of its files may be longer than nothing. */
  record Failing(long pid) implements DiskFault {
    static boolean isPossible() {
      return Shell.succeeds("prlimit", "--version");
    }

    @Override
    public void begin() {
      limit("0:unlimited");
    }

    @Override
    public void end() {
      limit("unlimited:unlimited");
    }

    private void limit(String bytes) {
      if (!Shell.succeeds("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes)) {
        throw new AssertionError("Could not limit the size of files to " + bytes);
      }
    }
  }

  /** Somebody has opened the database beside the hub, and keeps it locked. */
  final class Locked implements DiskFault {
    private final Connection connection;

    Locked(Path database) throws SQLException {
      this.connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    @Override
    public void begin() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
      }
    }

    @Override
    public void end() throws SQLException {
      connection.close();
    }
  }
}
