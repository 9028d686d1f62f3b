// Carol and Lena chat with @stomp/stompjs, as any JavaScript client. CHAT_URL is the server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '@stomp/stompjs';
import WebSocket from 'ws';

const server = process.env.CHAT_URL;

class Chatter {
  events = [];
  #waiting = new Set();

  static async connect(username) {
    const chatter = new Chatter();
    const answer = await fetch(`${server}/api/v1/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'chat-demo' }),
    });
    assert.equal(answer.status, 200);
    ({ token: chatter.token, userId: chatter.userId } = await answer.json());
    chatter.client = new Client({
      webSocketFactory: () => new WebSocket(`${server.replace('http', 'ws')}/ws`),
      connectHeaders: { Authorization: `Bearer ${chatter.token}` },
      reconnectDelay: 0,
    });
    await new Promise((resolve, reject) => {
      chatter.client.onConnect = resolve;
      chatter.client.onStompError = (frame) => reject(new Error(frame.headers.message));
      chatter.client.activate();
    });
    for (const queue of ['messages', 'notifications', 'errors']) await chatter.hear(`/user/queue/${queue}`);
    return chatter;
  }

  hear(destination) {
    return new Promise((resolve) => {
      const receipt = `hear-${destination}`;
      this.client.watchForReceipt(receipt, resolve);
      this.client.subscribe(destination, (frame) => this.#heard(JSON.parse(frame.body)), { receipt });
    });
  }

  say(event, body) {
    return new Promise((resolve) => {
      const receipt = crypto.randomUUID();
      this.client.watchForReceipt(receipt, resolve);
      this.client.publish({ destination: `/app/${event}`, body: JSON.stringify(body), headers: { receipt } });
    });
  }

  send(event, body) {
    this.client.publish({ destination: `/app/${event}`, body: JSON.stringify(body) });
  }

  #heard(event) {
    this.events.push(event);
    for (const waiting of this.#waiting) waiting(event);
  }

  async hears(condition) {
    const found = this.events.find(condition);
    if (found) return found;
    return new Promise((resolve) => {
      const waiting = (event) => {
        if (!condition(event)) return;
        this.#waiting.delete(waiting);
        resolve(event);
      };
      this.#waiting.add(waiting);
    });
  }

  rest(method, path, body) {
    return fetch(`${server}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` },
      body: body && JSON.stringify(body),
    });
  }
}

let carol, lena, dave;
const limit = { timeout: 60_000 };

before(async () => {
  [carol, lena, dave] = [await Chatter.connect('carol'), await Chatter.connect('lena'), await Chatter.connect('dave')];
}, limit);
after(() => Promise.all([carol, lena, dave].map((chatter) => chatter?.client.deactivate())));

test('a message of carol reaches lena, and lena’s answer reaches carol', limit, async () => {
  const [question, answer] = [`Hello? ${crypto.randomUUID()}`, `Hello! ${crypto.randomUUID()}`];
  await carol.say('message', { receiverId: 'lena', content: question, clientMessageId: crypto.randomUUID() });
  const heard = await lena.hears((event) => event.content === question);
  assert.equal(heard.type, 'message');
  assert.equal(heard.senderId, 'carol');
  await lena.say('message', { receiverId: heard.senderId, content: answer, clientMessageId: crypto.randomUUID() });
  const back = await carol.hears((event) => event.content === answer);
  assert.equal(back.conversationId, heard.conversationId);
  assert.equal(back.seq, heard.seq + 1);
});

test('nobody else hears them', limit, async () => {
  const fence = crypto.randomUUID();
  await lena.say('message', { receiverId: 'dave', content: fence });
  await dave.hears((event) => event.content === fence);
  assert.deepEqual(dave.events.filter((event) => event.type === 'message' && event.content !== fence), []);
});

test('a repeated message is stored once', limit, async () => {
  const message = { receiverId: 'lena', content: `once ${crypto.randomUUID()}`, clientMessageId: crypto.randomUUID() };
  await carol.say('message', message);
  await carol.say('message', message);
  const { conversationId, seq } = await lena.hears((event) => event.content === message.content);
  const page = await (await carol.rest('GET', `/conversations/${conversationId}/messages?after=${seq - 1}`)).json();
  assert.equal(page.messages.filter((stored) => stored.content === message.content).length, 1);
});

test('typing is told and ends with the message', limit, async () => {
  const content = crypto.randomUUID();
  await carol.say('typing_start', { receiverId: 'lena' });
  await lena.hears((event) => event.type === 'typing_start' && event.senderId === 'carol');
  await carol.say('message', { receiverId: 'lena', content });
  await lena.hears((event) => event.content === content);
  await lena.hears((event) => event.type === 'typing_stop' && event.senderId === 'carol');
});

test('a ticket room carries messages to its members, and notes to its staff', limit, async () => {
  const ticketId = crypto.randomUUID();
  const opened = await lena.rest('POST', '/rooms', { name: 'No toner', kind: 'ticket', ticketId, memberIds: ['carol'] });
  assert.equal(opened.status, 201);
  const { roomId } = await opened.json();
  await carol.hear(`/topic/room.${roomId}`);
  await lena.hear(`/topic/room.${roomId}`);
  await lena.hear(`/topic/notes.${roomId}`);
  await lena.say('room_message', { roomId, content: 'a note', note: true });
  await carol.say('room_message', { roomId, content: 'It is empty' });
  await lena.hears((event) => event.roomId === roomId && event.content === 'a note');
  await lena.hears((event) => event.roomId === roomId && event.content === 'It is empty');
  await carol.hears((event) => event.roomId === roomId && event.content === 'It is empty');
  assert.equal(carol.events.some((event) => event.content === 'a note'), false);
});

test('what is refused comes as an error event, and the session goes on', limit, async () => {
  const clientMessageId = crypto.randomUUID();
  carol.send('message', { receiverId: 'dave', content: 'psst', clientMessageId });
  const error = await carol.hears((event) => event.type === 'error' && event.clientMessageId === clientMessageId);
  assert.equal(error.code, 'not_found');
  await carol.say('user_join', {});
  const joined = await carol.hears((event) => event.type === 'user_joined');
  assert.equal(joined.userId, 'carol');
});

test('a wrong token is an authentication_required error', limit, async () => {
  const client = new Client({
    webSocketFactory: () => new WebSocket(`${server.replace('http', 'ws')}/ws`),
    connectHeaders: { Authorization: 'Bearer wrong' },
    reconnectDelay: 0,
  });
  const message = await new Promise((resolve) => {
    client.onStompError = (frame) => resolve(frame.headers.message);
    client.activate();
  });
  assert.equal(message, 'authentication_required');
  await client.deactivate();
});
