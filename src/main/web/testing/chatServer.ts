import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Broker } from './broker.ts'
import { Postgres } from './postgres.ts'
import { end, freePort, repository, START_TIMEOUT_MS, type Part } from './processes.ts'

const jar = process.env.CHAT_JAR ?? join(repository, 'target/sealkloud-chat.jar')

/** Tests send faster than people do. */
const GENEROUS_LIMITS = ['messages', 'typing', 'other', 'calls', 'connects'].flatMap((kind) => [
  `--chat.limits.${kind}.burst=1000000`,
  `--chat.limits.${kind}.per-second=1000000`,
])

/**
 * The real server, started from the jar on a free port with data of its own; with
 * `CHAT_TEST_MODE=rabbitmq` as in production, on RabbitMQ and PostgreSQL.
 */
export class ChatServer implements Part {
  readonly url: string
  readonly #port: number
  readonly #folder: string
  readonly #broker: Broker | null
  readonly #database: Postgres | null
  readonly #otherOrigin: string
  readonly #pushService: string
  readonly #mailPort: number
  readonly #providerPort: number
  #process: ChildProcess | null = null

  private constructor(port: number, folder: string, otherOrigin: string, pushService: string, mailPort: number, providerPort: number) {
    const production = process.env.CHAT_TEST_MODE === 'rabbitmq'
    this.url = `http://127.0.0.1:${port}`
    this.#port = port
    this.#folder = folder
    this.#broker = production ? new Broker(join(folder, 'broker')) : null
    this.#database = production ? new Postgres(join(folder, 'data')) : null
    this.#otherOrigin = otherOrigin
    this.#pushService = pushService
    this.#mailPort = mailPort
    this.#providerPort = providerPort
  }

  /**
   * `otherOrigin` is where pages of other applications come from that may connect, `pushService`
   * where devices are reached, `mailPort` where a mail server is, and `providerPort` where an
   * identity provider is.
   */
  static async start(otherOrigin: string, pushService: string, mailPort: number, providerPort: number): Promise<ChatServer> {
    mkdirSync(join(repository, 'target'), { recursive: true })
    const folder = mkdtempSync(join(repository, 'target/web-test-'))
    mkdirSync(join(folder, 'data'))
    const server = new ChatServer(await freePort(), folder, otherOrigin, pushService, mailPort, providerPort)
    try {
      await Promise.all([server.#broker?.run(), server.#database?.run()])
      await server.run()
    } catch (error) {
      // The data stays, with the log in it.
      await server.#endAll()
      throw error
    }
    return server
  }

  /** Where it writes its log. */
  get log(): string {
    return join(this.#folder, 'server.log')
  }

  /** Where ticket services speak to it; null without RabbitMQ. */
  get ticketServiceUrl(): string | null {
    return this.#broker?.ticketServiceUrl ?? null
  }

  /** What it consists of, by name. */
  get parts(): Record<string, Part> {
    return { ...(this.#broker && { broker: this.#broker }), ...(this.#database && { database: this.#database }), application: this }
  }

  async run(): Promise<void> {
    const log = createWriteStream(this.log, { flags: 'a' })
    const child = spawn(
      'java',
      [
        '-Xmx512m',
        // Starts in half the time, and it is started often.
        '-XX:TieredStopAtLevel=1',
        '-XX:+UseSerialGC',
        // Beside a jar that src/test/fast-jar has made. Without it, the start takes longer.
        `-XX:SharedArchiveFile=${join(dirname(jar), 'classes.jsa')}`,
        '-jar',
        jar,
        '--chat.demo=true',
        '--chat.demo-data=false',
        '--chat.log-in.bcrypt-cost=4',
        `--chat.data=${this.#folder}/data`,
        '--server.address=127.0.0.1',
        `--chat.push.hosts=${this.#pushService}`,
        // The same receiver, so that tests of webhooks need no origin of their own.
        `--chat.webhook.hosts=${this.#pushService}`,
        '--spring.mail.host=127.0.0.1',
        `--spring.mail.port=${this.#mailPort}`,
        '--chat.mail.from=Helpdesk <help@example.org>',
        `--chat.mail.page=${this.url}`,
        '--spring.security.oauth2.client.registration.company.client-id=chat',
        '--spring.security.oauth2.client.registration.company.client-secret=secret-of-the-tests',
        '--spring.security.oauth2.client.registration.company.client-name=Company account',
        `--spring.security.oauth2.client.provider.company.issuer-uri=http://127.0.0.1:${this.#providerPort}`,
        // A test cannot wait for a minute to see that nobody is on duty.
        '--chat.escalation.grace=10s',
        ...GENEROUS_LIMITS,
        ...(this.#broker ? ['--chat.broker=rabbitmq'] : []),
      ],
      {
        env: { ...process.env, CHAT_PORT: String(this.#port), CLIENT_URL: this.#otherOrigin, ...this.#broker?.environment, ...this.#database?.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    this.#process = child
    await this.#answers(child)
  }

  async kill(): Promise<void> {
    await end(this.#process, 'SIGKILL')
  }

  async stop(): Promise<void> {
    await end(this.#process, 'SIGTERM')
  }

  /** Ends everything, and leaves nothing behind. */
  async close(): Promise<void> {
    await this.#endAll()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Keeps a copy of the database, as a backup does. */
  async backUp(): Promise<void> {
    await this.#withDatabaseAtRest(() => {
      rmSync(this.#backup, { recursive: true, force: true })
      cpSync(this.#data, this.#backup, { recursive: true })
    })
  }

  /** Sets the database back to what it was at the last {@link backUp}. */
  async restore(): Promise<void> {
    if (!existsSync(this.#backup)) throw new Error('There is no backup')
    await this.#withDatabaseAtRest(() => {
      rmSync(this.#data, { recursive: true })
      cpSync(this.#backup, this.#data, { recursive: true })
    })
  }

  get #data(): string {
    return join(this.#folder, 'data')
  }

  get #backup(): string {
    return join(this.#folder, 'backup')
  }

  async #withDatabaseAtRest(act: () => void): Promise<void> {
    await this.stop()
    await this.#database?.stop()
    act()
    await this.#database?.run()
    await this.run()
  }

  async #endAll(): Promise<void> {
    await this.stop()
    await Promise.all([this.#broker?.stop(), this.#database?.stop()])
  }

  async #answers(child: ChildProcess): Promise<void> {
    const until = Date.now() + START_TIMEOUT_MS
    while (Date.now() < until) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}; see ${this.log}`)
      const response = await fetch(`${this.url}/actuator/health/readiness`).catch(() => null)
      if (response?.ok) return
      await new Promise((next) => setTimeout(next, 200))
    }
    throw new Error(`The server did not answer; see ${this.log}`)
  }
}
