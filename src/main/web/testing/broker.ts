import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repository, type Part } from './processes.ts'

/** A RabbitMQ node of our own, from the files of the repository. */
export class Broker implements Part {
  /** How the server finds it, once it has run. */
  environment: Record<string, string> = {}
  readonly #data: string
  readonly #passwords = Object.fromEntries(
    ['RELAY', 'SERVICE', 'TICKET_SERVICE', 'OPERATOR'].map((account) => [`CHAT_${account}_PASSWORD`, randomBytes(12).toString('hex')]),
  )

  constructor(data: string) {
    this.#data = data
  }

  async run(): Promise<void> {
    // Only the first start chooses ports; the next ones find them in the data.
    const output = await this.#start('--detach', ...('CHAT_RELAY_PORT' in this.environment ? [] : ['--free-ports']))
    const port = (name: string) => new RegExp(`^${name}\\.port=(\\d+)$`, 'm').exec(output)![1]!
    this.environment = {
      ...this.#passwords,
      CHAT_RELAY_HOST: '127.0.0.1',
      CHAT_RELAY_PORT: port('stomp'),
      SPRING_RABBITMQ_HOST: '127.0.0.1',
      SPRING_RABBITMQ_PORT: port('amqp'),
    }
  }

  /** Where a ticket service finds it, with its account. */
  get ticketServiceUrl(): string {
    const { SPRING_RABBITMQ_PORT: port } = this.environment
    return `amqp://ticket-service:${this.#passwords['CHAT_TICKET_SERVICE_PASSWORD']}@127.0.0.1:${port}`
  }

  async kill(): Promise<void> {
    await this.#start('--kill')
  }

  async stop(): Promise<void> {
    await this.#start('--stop')
  }

  async #start(...options: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(join(repository, 'broker/start'), [...options, '--data', this.#data], {
      env: { ...process.env, ...this.#passwords },
    })
    return stdout
  }
}
