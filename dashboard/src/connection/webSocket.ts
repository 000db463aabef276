import type { Socket, SocketListener } from './Connection';

/** Opens a socket to the hub that served the page. */
export function openWebSocket(path: string, listener: SocketListener): Socket {
  const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')));
  socket.onmessage = (message) => {
    listener.message(message.data);
  };
  socket.onclose = (close) => {
    listener.close(close.code);
  };
  return {
    send: (text) => {
      socket.send(text);
    },
    close: () => {
      socket.close(1000);
    },
  };
}
