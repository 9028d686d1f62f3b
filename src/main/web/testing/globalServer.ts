import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { ChatServer } from './chatServer.ts'
import { freePort } from './processes.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chatUrl: string
    /**
     * Where `POST /kill/<part>` and `POST /run/<part>` end and start a part, and `POST /back-up`
     * and `/restore` the database; null for a server that is not ours.
     */
    serverSwitch: string | null
    /**
     * What the server consists of, each of which can be killed: `application`, with RabbitMQ also
     * `broker` and `database`.
     */
    serverParts: string[]
    /**
     * Where a second node answers that `POST /run/second-node` starts and `/stop/second-node` ends;
     * null without RabbitMQ, or for a server that is not ours.
     */
    secondUrl: string | null
    /** The file with the server's log; null for a server that is not ours. */
    serverLog: string | null
    /** An origin other than the server's own that it lets connect. */
    otherOrigin: string
    /**
     * The origin at which the server looks for devices of Web Push: tests listen there. For a
     * server that is not ours `PUSH_SERVICE` says it, if it is known.
     */
    pushService: string | null
    /**
     * Where the server gives its mails to: tests listen there. For a server that is not ours
     * `MAIL_PORT` says it, if it is known.
     */
    mailPort: number | null
    /** Where the server looks for its identity provider: tests listen there. */
    providerPort: number | null
    /**
     * RabbitMQ's address with the account of the ticket service; null without it, or for a server
     * that is not ours.
     */
    ticketServiceUrl: string | null
  }
}

/** One server for all test files of a run: `CHAT_URL`, or one started from the jar. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const given = process.env.CHAT_URL
  if (given) {
    project.provide('chatUrl', given.replace(/\/$/, ''))
    project.provide('serverSwitch', null)
    project.provide('serverParts', [])
    project.provide('secondUrl', null)
    project.provide('serverLog', null)
    project.provide('ticketServiceUrl', null)
    project.provide('pushService', process.env.PUSH_SERVICE ?? null)
    project.provide('mailPort', process.env.MAIL_PORT ? Number(process.env.MAIL_PORT) : null)
    project.provide('providerPort', null)
    project.provide('otherOrigin', (process.env.CLIENT_URL ?? 'http://localhost:5173').split(',')[0]!)
    return
  }
  const otherOrigin = `http://localhost:${await freePort()}`
  const pushService = `http://127.0.0.1:${await freePort()}`
  const mailPort = await freePort()
  const providerPort = await freePort()
  const server = await ChatServer.start({ otherOrigin, pushService, mailPort, providerPort })
  const serverSwitch = await switchFor(server)
  project.provide('chatUrl', server.url)
  project.provide('serverSwitch', `http://127.0.0.1:${(serverSwitch.address() as AddressInfo).port}`)
  project.provide('serverParts', Object.keys(server.parts))
  project.provide('secondUrl', server.secondNode?.url ?? null)
  project.provide('serverLog', server.log)
  project.provide('ticketServiceUrl', server.ticketServiceUrl)
  project.provide('otherOrigin', otherOrigin)
  project.provide('pushService', pushService)
  project.provide('mailPort', mailPort)
  project.provide('providerPort', providerPort)
  return async () => {
    serverSwitch.close()
    await server.close()
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
