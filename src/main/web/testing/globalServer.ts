import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { ChatServer, freePort } from './chatServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chatUrl: string
    /** Where `POST /kill` and `POST /run` end and start the server; null for one that is not ours. */
    serverSwitch: string | null
    /** An origin other than the server's own that it lets connect. */
    otherOrigin: string
  }
}

/** One server for all test files of a run: `CHAT_URL`, or one started from the jar. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const given = process.env.CHAT_URL
  if (given) {
    project.provide('chatUrl', given.replace(/\/$/, ''))
    project.provide('serverSwitch', null)
    project.provide('otherOrigin', (process.env.CLIENT_URL ?? 'http://localhost:5173').split(',')[0]!)
    return
  }
  const otherOrigin = `http://localhost:${await freePort()}`
  const server = await ChatServer.start(otherOrigin)
  const serverSwitch = await switchFor(server)
  project.provide('chatUrl', server.url)
  project.provide('serverSwitch', `http://127.0.0.1:${(serverSwitch.address() as AddressInfo).port}`)
  project.provide('otherOrigin', otherOrigin)
  return async () => {
    serverSwitch.close()
    await server.stop()
  }
}

/** The tests run in processes of their own, and a second server with a broker beside it would cost more than all of them. */
function switchFor(server: ChatServer): Promise<Server> {
  const actions: Record<string, () => Promise<void>> = { '/kill': () => server.kill(), '/run': () => server.run() }
  const listening = createServer((request, response) => {
    const action = request.method === 'POST' ? actions[request.url ?? ''] : undefined
    const answer = (status: number) => response.writeHead(status).end()
    if (action) action().then(() => answer(204), () => answer(500))
    else answer(404)
  })
  return new Promise((done) => {
    listening.listen(0, '127.0.0.1', () => done(listening))
  })
}
