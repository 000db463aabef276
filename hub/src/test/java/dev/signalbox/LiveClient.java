package dev.signalbox;

/** One live connection of a test. */
sealed interface LiveClient extends AutoCloseable permits SocketClient, StreamClient {
  /** What the hub has said. */
  Inbox<Received> inbox();

  /** Stops reading, as a client behind a slow network; what was asked for already still comes. */
  void pause();

  /** Reads on. */
  void resume();

  /** Goes away without a word. */
  @Override
  void close();
}
