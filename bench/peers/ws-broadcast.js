// Node's usual WebSocket library, as its documentation broadcasts: no log, no disk.
import { WebSocketServer } from 'ws';
import { listen, server } from './serve.js';

const http = server((body) => {
  const text = body.toString();
  for (const client of sockets.clients) client.send(text);
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
listen(http);
