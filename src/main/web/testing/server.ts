import { expect, inject } from 'vitest'

/** A server of this run. Null stands for what a server that is not ours does not tell. */
export interface TestServer {
  readonly url: string
  /**
   * Where `POST /kill/<part>` and `POST /run/<part>` end and start a part, and `POST /back-up` and
   * `/restore` the database.
   */
  readonly switchUrl: string | null
  /**
   * What it consists of, each of which can be killed: `application`, with RabbitMQ also `broker`
   * and `database`.
   */
  readonly parts: string[]
  /**
   * Where a second node answers that `POST /run/second-node` starts and `/stop/second-node` ends;
   * null without RabbitMQ.
   */
  readonly secondUrl: string | null
  /** The file with its log. */
  readonly log: string | null
  /** An origin other than its own that it lets connect. */
  readonly otherOrigin: string
  /**
   * The origin at which it looks for devices of Web Push and calls webhooks: tests listen there.
   * For a server that is not ours `PUSH_SERVICE` says it, if it is known.
   */
  readonly pushService: string | null
  /**
   * Where it gives its mails to: tests listen there. For a server that is not ours `MAIL_PORT` says
   * it, if it is known.
   */
  readonly mailPort: number | null
  /** Where it looks for its identity provider: tests listen there. */
  readonly providerPort: number | null
  /** RabbitMQ's address with the account of the ticket service; null without RabbitMQ. */
  readonly ticketServiceUrl: string | null
}

/** The server of this process. Files of one process run one by one, as they share its users. */
export const server = inject('servers')[Number(process.env.VITEST_POOL_ID) - 1]!

/** Whether the server is ours to kill. */
export const ours = server.switchUrl !== null

/**
 * Does something to the server: ends a part of it as a crash does, or in good order, starts it
 * again on the same data, or sets its data back.
 */
export async function turn(what: 'back-up' | 'restore' | `${'kill' | 'run' | 'stop'}/${string}`): Promise<void> {
  const response = await fetch(`${server.switchUrl}/${what}`, { method: 'POST' })
  expect(response.status, await response.text()).toBe(204)
}
