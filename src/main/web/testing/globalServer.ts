import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { ChatServer } from './chatServer.ts'
import { freePort } from './processes.ts'
import type { TestServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each process. */
    servers: TestServer[]
  }
}

/** A server for each process of a run: `CHAT_URL`, or started from the jar. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const given = process.env.CHAT_URL
  if (given) {
    project.provide('servers', [foreign(given)])
    return
  }
  const started = await Promise.all(Array.from({ length: project.config.maxWorkers as number }, start))
  project.provide(
    'servers',
    started.map(({ server }) => server),
  )
  return async () => {
    await Promise.all(started.map(({ close }) => close()))
  }
}

function foreign(url: string): TestServer {
  return {
    url: url.replace(/\/$/, ''),
    switchUrl: null,
    parts: [],
    secondUrl: null,
    log: null,
    ticketServiceUrl: null,
    pushService: process.env.PUSH_SERVICE ?? null,
    mailPort: process.env.MAIL_PORT ? Number(process.env.MAIL_PORT) : null,
    providerPort: null,
    otherOrigin: (process.env.CLIENT_URL ?? 'http://localhost:5173').split(',')[0]!,
  }
}

async function start(): Promise<{ server: TestServer; close: () => Promise<void> }> {
  const surroundings = {
    otherOrigin: `http://localhost:${await freePort()}`,
    pushService: `http://127.0.0.1:${await freePort()}`,
    mailPort: await freePort(),
    providerPort: await freePort(),
  }
  const chat = await ChatServer.start(surroundings)
  const serverSwitch = await switchFor(chat)
  return {
    server: {
      ...surroundings,
      url: chat.url,
      switchUrl: `http://127.0.0.1:${(serverSwitch.address() as AddressInfo).port}`,
      parts: Object.keys(chat.parts),
      secondUrl: chat.secondNode?.url ?? null,
      log: chat.log,
      ticketServiceUrl: chat.ticketServiceUrl,
    },
    close: async () => {
      serverSwitch.close()
      await chat.close()
    },
  }
}

/**
 * The tests run in processes of their own, and a second server with a broker beside it would cost
 * more than all of them.
 */
function switchFor(server: ChatServer): Promise<Server> {
  const actions: Record<string, () => Promise<void>> = { '/back-up': () => server.backUp(), '/restore': () => server.restore() }
  for (const [name, part] of Object.entries(server.parts)) {
    actions[`/kill/${name}`] = () => part.kill()
    actions[`/run/${name}`] = () => part.run()
  }
  const { secondNode } = server
  if (secondNode) {
    actions['/run/second-node'] = () => secondNode.run()
    actions['/stop/second-node'] = () => secondNode.stop()
  }
  const listening = createServer((request, response) => {
    const action = request.method === 'POST' ? actions[request.url ?? ''] : undefined
    const answer = (status: number, body = '') => response.writeHead(status).end(body)
    if (action)
      action().then(
        () => answer(204),
        (error: unknown) => answer(500, String(error)),
      )
    else answer(404)
  })
  return new Promise((done) => {
    listening.listen(0, '127.0.0.1', () => done(listening))
  })
}
