import { spawn, execFileSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'

const repository = resolve(import.meta.dirname, '../../../..')
const jar = process.env.CHAT_JAR ?? join(repository, 'target/sealkloud-chat.jar')

/** A machine that is busy with other tests needs many times the usual ten seconds. */
const START_TIMEOUT_MS = 240_000

/** Tests send faster than people do. */
const GENEROUS_LIMITS = ['messages', 'typing', 'other', 'connects'].flatMap((kind) => [
  `--chat.limits.${kind}.burst=1000000`,
  `--chat.limits.${kind}.per-second=1000000`,
])

/** The real server, started from the jar on a free port with data of its own; with `CHAT_TEST_MODE=rabbitmq` also a broker. */
export class ChatServer {
  readonly url: string
  readonly #port: number
  readonly #data: string
  readonly #broker: Broker | null
  readonly #otherOrigin: string
  #process: ChildProcess | null = null

  private constructor(port: number, data: string, broker: Broker | null, otherOrigin: string) {
    this.url = `http://127.0.0.1:${port}`
    this.#port = port
    this.#data = data
    this.#broker = broker
    this.#otherOrigin = otherOrigin
  }

  /** `otherOrigin` is where pages of other applications come from that may connect. */
  static async start(otherOrigin: string): Promise<ChatServer> {
    mkdirSync(join(repository, 'target'), { recursive: true })
    const data = mkdtempSync(join(repository, 'target/web-test-'))
    const broker = process.env.CHAT_TEST_MODE === 'rabbitmq' ? new Broker(join(data, 'broker')) : null
    const server = new ChatServer(await freePort(), data, broker, otherOrigin)
    try {
      await server.run()
    } catch (error) {
      // The data stays, with the log in it.
      await server.kill()
      broker?.stop()
      throw error
    }
    return server
  }

  /** Starts the process, again after {@link kill}, on the same port and data. */
  async run(): Promise<void> {
    const log = createWriteStream(join(this.#data, 'server.log'), { flags: 'a' })
    const child = spawn(
      'java',
      ['-Xmx512m', '-jar', jar, '--chat.demo=true', `--chat.data=${this.#data}`, '--server.address=127.0.0.1', ...GENEROUS_LIMITS, ...(this.#broker?.arguments ?? [])],
      { env: { ...process.env, CHAT_PORT: String(this.#port), CLIENT_URL: this.#otherOrigin, ...this.#broker?.environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    this.#process = child
    await this.#answers(child)
  }

  /** Ends the process at once, as a crash does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    this.#broker?.stop()
    rmSync(this.#data, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await ended
  }

  async #answers(child: ChildProcess): Promise<void> {
    const until = Date.now() + START_TIMEOUT_MS
    while (Date.now() < until) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}; see ${this.#data}/server.log`)
      const response = await fetch(`${this.url}/actuator/health/readiness`).catch(() => null)
      if (response?.ok) return
      await new Promise((next) => setTimeout(next, 200))
    }
    throw new Error(`The server did not answer; see ${this.#data}/server.log`)
  }
}

/** A RabbitMQ node of our own, from the files of the repository. */
class Broker {
  readonly arguments = ['--chat.broker=rabbitmq']
  readonly environment: Record<string, string>
  readonly #data: string

  constructor(data: string) {
    this.#data = data
    const passwords = Object.fromEntries(
      ['RELAY', 'SERVICE', 'TICKET_SERVICE', 'OPERATOR'].map((account) => [`CHAT_${account}_PASSWORD`, randomBytes(12).toString('hex')]),
    )
    const output = execFileSync(join(repository, 'broker/start'), ['--detach', '--free-ports', '--data', data], {
      env: { ...process.env, ...passwords },
      encoding: 'utf8',
    })
    const port = (name: string) => new RegExp(`^${name}\\.port=(\\d+)$`, 'm').exec(output)![1]!
    this.environment = {
      ...passwords,
      CHAT_RELAY_HOST: '127.0.0.1',
      CHAT_RELAY_PORT: port('stomp'),
      SPRING_RABBITMQ_HOST: '127.0.0.1',
      SPRING_RABBITMQ_PORT: port('amqp'),
    }
  }

  stop(): void {
    execFileSync(join(repository, 'broker/start'), ['--stop', '--data', this.#data])
  }
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
}
