package dev.signalbox.bench;

import java.io.IOException;
import java.util.List;

/**
 * A server that takes JSON by POST and sends it to every WebSocket client.
 *
 * @param name as the table says it
 * @param postPath where events go in
 * @param livePath where they come out
 * @param hello what a client must say first; empty for nothing
 * @param starter starts it
 */
record Subject(String name, String postPath, String livePath, String hello, Starter starter) {
  static final Subject HUB =
      new Subject("signalbox", "/api/events", "/ws?sessions=*", "", Rig::startHub);

  static final Subject NODE_WS = node("Node ws", "ws-broadcast.js", "/", "");

  /** Engine.IO version 4; {@code 40} joins the default namespace. */
  static final Subject SOCKET_IO =
      node("Socket.IO", "socketio-broadcast.js", "/socket.io/?EIO=4&transport=websocket", "40");

  static final Subject VERTX = java("Vert.x", "VertxBroadcast");
  static final Subject HELIDON = java("Helidon", "HelidonBroadcast");
  static final Subject BARE_LOOP = new Subject("C send loop", "/", "/", "", Rig::startBareLoop);
  static final Subject EXPRESS = node("Express", "express-post.js", "/", "");

  static final List<Subject> FAN_OUT_PEERS = List.of(NODE_WS, SOCKET_IO, VERTX, HELIDON, BARE_LOOP);

  /** How a server of this kind is started. */
  interface Starter {
    ServerProcess start(Rig rig) throws IOException;
  }

  /** The same with clients that connect elsewhere. */
  Subject at(String path) {
    return new Subject(name, postPath, path, hello, starter);
  }

  ServerProcess start(Rig rig) throws IOException {
    return starter.start(rig);
  }

  private static Subject java(String name, String mainClass) {
    return new Subject(name, "/", "/", "", rig -> rig.startJava(mainClass));
  }

  private static Subject node(String name, String script, String livePath, String hello) {
    return new Subject(name, "/", livePath, hello, rig -> rig.startNode(script));
  }
}
