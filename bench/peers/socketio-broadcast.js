// Socket.IO, with its own framing, over WebSocket only: no log, no disk.
import { Server } from 'socket.io';
import { listen, server } from './serve.js';

const http = server((body) => io.emit('event', JSON.parse(body)));
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
listen(http);
