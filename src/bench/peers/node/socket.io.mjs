// A chat as the guide of socket.io shows it: rooms, and acknowledgements.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { openStore } from './store.mjs';

const [port, database] = process.argv.slice(2);
const store = await openStore(database);
const stores = Boolean(database);
const http = createServer();
const io = new Server(http);

io.on('connection', (socket) => {
  socket.on('join', (rooms, done) => {
    socket.join(rooms);
    done();
  });
  socket.on('message', ({ room, content }, done) => {
    const tell = () => {
      done();
      io.to(room).emit('message', { room, senderId: socket.id, content, timestamp: new Date().toISOString() });
    };
    if (stores) store(room, socket.id, content).then(tell);
    else tell();
  });
});

http.listen({ port: Number(port), host: '127.0.0.1', backlog: 1000 });
