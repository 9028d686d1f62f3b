// A chat with ws only: a set of sockets for each room, and JSON that is encoded once for all.
import { WebSocket, WebSocketServer } from 'ws';
import { openStore } from './store.mjs';

const [port, database] = process.argv.slice(2);
const store = await openStore(database);
const stores = Boolean(database);
const rooms = new Map();

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), path: '/ws', backlog: 1000 });
server.on('connection', (socket) => {
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'join') join(socket, message);
    else if (stores) store(message.room, socket.userId, message.content).then(() => tell(socket, message));
    else tell(socket, message);
  });
  socket.on('close', () => socket.rooms?.forEach((room) => rooms.get(room).delete(socket)));
});

function join(socket, { userId, rooms: names }) {
  socket.userId = userId;
  socket.rooms = names;
  for (const name of names) {
    if (!rooms.has(name)) rooms.set(name, new Set());
    rooms.get(name).add(socket);
  }
  socket.send('{"type":"joined"}');
}

function tell(socket, { room, id, content }) {
  socket.send(JSON.stringify({ type: 'ack', id }));
  const event = JSON.stringify({ type: 'message', room, senderId: socket.userId, content, timestamp: new Date().toISOString() });
  for (const member of rooms.get(room)) {
    if (member.readyState === WebSocket.OPEN) member.send(event);
  }
}
