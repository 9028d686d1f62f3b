// A ticket service: creates requested tickets, closes them at "#solved", stores transcripts.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import amqp from 'amqplib';

const { AMQP_URL, CHAT_URL = 'http://localhost:3002', CHAT_TOKEN, TRANSCRIPTS = 'transcripts' } = process.env;
const QUEUE = 'ticket-service.events';

const connection = await amqp.connect(AMQP_URL);
const channel = await connection.createConfirmChannel();

// The message id makes a repeated request safe, as after a crash before the acknowledgement.
async function ask(key, messageId, body) {
  const properties = { contentType: 'application/json', messageId, persistent: true };
  channel.publish('chat.inbound', key, Buffer.from(JSON.stringify(body)), properties);
  await channel.waitForConfirms();
}

const handlers = {
  'ticket.requested': async ({ data }) => {
    const requesterId = data.people.find((person) => person !== data.requestedBy);
    const ticket = { ticketId: data.requestId, title: data.title, status: 'open', requesterId, requestId: data.requestId };
    await ask('ticket.opened', `opened-${data.requestId}`, ticket);
  },

  'message.created': async ({ ticketId, actor, data }) => {
    if (ticketId && actor.role.startsWith('employee') && data.content.trim() === '#solved') {
      await ask('ticket.closed', `closed-${ticketId}`, { ticketId });
    }
  },

  'ticket.changed': async ({ roomId, ticketId, data }) => {
    if (data.change === 'closed') {
      const url = `${CHAT_URL}/api/v1/conversations/${roomId}/transcript?format=text`;
      const answer = await fetch(url, { headers: { Authorization: `Bearer ${CHAT_TOKEN}` } });
      if (!answer.ok) {
        throw new Error(`${url}: ${answer.status}`);
      }
      await mkdir(TRANSCRIPTS, { recursive: true });
      await writeFile(join(TRANSCRIPTS, `${ticketId}.txt`), await answer.text());
    }
  },
};

await channel.prefetch(1);
await channel.consume(QUEUE, async (message) => {
  try {
    const event = JSON.parse(message.content.toString());
    await handlers[event.type]?.(event);
    channel.ack(message);
  } catch (error) {
    // The queue keeps unacknowledged events for the next start.
    console.error(error);
    process.exit(1);
  }
});
console.log('listening');
