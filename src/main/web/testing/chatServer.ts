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

/** One process of the application. */
class Node implements Part {
  readonly url: string
  readonly log: string
  readonly #port: number
  readonly #parameters: string[]
  readonly #environment: () => NodeJS.ProcessEnv
  #process: ChildProcess | null = null

  /** @param environment is read at each start: what it names may have been started since. */
  constructor(port: number, log: string, parameters: string[], environment: () => NodeJS.ProcessEnv) {
    this.url = `http://127.0.0.1:${port}`
    this.log = log
    this.#port = port
    this.#parameters = parameters
    this.#environment = environment
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
        ...this.#parameters,
      ],
      { env: { ...process.env, CHAT_PORT: String(this.#port), ...this.#environment() }, stdio: ['ignore', 'pipe', 'pipe'] },
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

/** Where the server meets the world beside it. */
interface Surroundings {
  /** Where pages of other applications come from that may connect. */
  otherOrigin: string
  /** Where devices are reached. */
  pushService: string
  /** Where a mail server is. */
  mailPort: number
  /** Where an identity provider is. */
  providerPort: number
}

/**
 * The real server, started from the jar on a free port with data of its own; with
 * `CHAT_TEST_MODE=rabbitmq` as in production, on RabbitMQ and PostgreSQL, where a second node can
 * be started beside it.
 */
export class ChatServer {
  readonly secondNode: Node | null
  readonly #node: Node
  readonly #folder: string
  readonly #broker: Broker | null
  readonly #database: Postgres | null

  private constructor([port, second]: readonly [number, number], folder: string, surroundings: Surroundings) {
    const production = process.env.CHAT_TEST_MODE === 'rabbitmq'
    this.#folder = folder
    this.#broker = production ? new Broker(join(folder, 'broker')) : null
    this.#database = production ? new Postgres(join(folder, 'data')) : null
    const { otherOrigin, pushService, mailPort, providerPort } = surroundings
    const parameters = [
      '--chat.demo=true',
      '--chat.demo-data=false',
      '--chat.log-in.bcrypt-cost=4',
      `--chat.data=${folder}/data`,
      '--server.address=127.0.0.1',
      `--chat.push.hosts=${pushService}`,
      // The same receiver, so that tests of webhooks need no origin of their own.
      `--chat.webhook.hosts=${pushService}`,
      '--spring.mail.host=127.0.0.1',
      `--spring.mail.port=${mailPort}`,
      '--chat.mail.from=Helpdesk <help@example.org>',
      `--chat.mail.page=http://127.0.0.1:${port}`,
      '--spring.security.oauth2.client.registration.company.client-id=chat',
      '--spring.security.oauth2.client.registration.company.client-secret=secret-of-the-tests',
      '--spring.security.oauth2.client.registration.company.client-name=Company account',
      `--spring.security.oauth2.client.provider.company.issuer-uri=http://127.0.0.1:${providerPort}`,
      // A test cannot wait for a minute to see that nobody is on duty.
      '--chat.escalation.grace=10s',
      ...GENEROUS_LIMITS,
      // Each page that is opened would be compressed anew; the server without RabbitMQ does it.
      ...(production ? ['--chat.broker=rabbitmq', '--server.compression.enabled=false'] : []),
    ]
    const environment = () => ({ CLIENT_URL: otherOrigin, ...this.#broker?.environment, ...this.#database?.environment })
    this.#node = new Node(port, join(folder, 'server.log'), parameters, environment)
    this.secondNode = production ? new Node(second, join(folder, 'second-node.log'), parameters, environment) : null
  }

  static async start(surroundings: Surroundings): Promise<ChatServer> {
    mkdirSync(join(repository, 'target'), { recursive: true })
    const folder = mkdtempSync(join(repository, 'target/web-test-'))
    mkdirSync(join(folder, 'data'))
    const server = new ChatServer([await freePort(), await freePort()], folder, surroundings)
    try {
      await Promise.all([server.#broker?.run(), server.#database?.run()])
      await server.#node.run()
    } catch (error) {
      // The data stays, with the log in it.
      await server.#killAll()
      throw error
    }
    return server
  }

  get url(): string {
    return this.#node.url
  }

  /** Where it writes its log. */
  get log(): string {
    return this.#node.log
  }

  /** Where ticket services speak to it; null without RabbitMQ. */
  get ticketServiceUrl(): string | null {
    return this.#broker?.ticketServiceUrl ?? null
  }

  /** What it consists of, by name. */
  get parts(): Record<string, Part> {
    return { ...(this.#broker && { broker: this.#broker }), ...(this.#database && { database: this.#database }), application: this.#node }
  }

  /** Ends everything, and leaves nothing behind. */
  async close(): Promise<void> {
    await this.#killAll()
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
    await this.#node.stop()
    await this.#database?.stop()
    act()
    await this.#database?.run()
    await this.#node.run()
  }

  /** Nobody looks at what it leaves, so it need not be left in good order. */
  async #killAll(): Promise<void> {
    await Promise.all([this.#node.kill(), this.secondNode?.kill(), this.#broker?.kill()])
    // PostgreSQL's own processes outlive a kill for a moment.
    await this.#database?.stop()
  }
}
