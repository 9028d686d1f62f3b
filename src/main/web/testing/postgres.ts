import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { end, freePort, START_TIMEOUT_MS, type Part } from './processes.ts'

const execute = promisify(execFile)

/** Where Maven keeps what the Java tests use: among it a PostgreSQL that need not be installed. */
const EMBEDDED = join(process.env.MAVEN_REPOSITORY ?? join(homedir(), '.m2/repository'), 'io/zonky/test/postgres')

/** PostgreSQL refuses to be root; in a user namespace of its own it is nobody. */
const AS_NOBODY = process.getuid?.() === 0 ? ['unshare', '-U'] : []

/** A PostgreSQL of our own, with the settings of production: a commit is on the disk. */
export class Postgres implements Part {
  environment: Record<string, string> = {}
  readonly #folder: string
  readonly #data: string
  #binaries = ''
  #port = 0
  #process: ChildProcess | null = null

  constructor(folder: string) {
    this.#folder = folder
    this.#data = join(folder, 'data')
  }

  async run(): Promise<void> {
    if (!existsSync(join(this.#data, 'PG_VERSION'))) await this.#setUp()
    const until = Date.now() + START_TIMEOUT_MS
    // What a killed one has left may hold its memory for a moment longer, and refuse the next one.
    while (!(await this.#starts())) {
      if (Date.now() > until) throw new Error(`PostgreSQL did not start; see ${this.#log}`)
      await new Promise((next) => setTimeout(next, 200))
    }
  }

  async kill(): Promise<void> {
    await end(this.#process, 'SIGKILL')
  }

  async stop(): Promise<void> {
    await end(this.#process, 'SIGINT')
  }

  get #log(): string {
    return join(this.#folder, 'postgres.log')
  }

  async #setUp(): Promise<void> {
    mkdirSync(this.#folder, { recursive: true })
    this.#binaries = installed() ?? (await unpacked(join(this.#folder, 'postgres')))
    this.#port = await freePort()
    this.environment = {
      SPRING_DATASOURCE_URL: `jdbc:postgresql://127.0.0.1:${this.#port}/postgres`,
      SPRING_DATASOURCE_USERNAME: 'chat',
      SPRING_DATASOURCE_PASSWORD: '',
    }
    const initdb = [join(this.#binaries, 'initdb'), '-D', this.#data, '-U', 'chat', '-A', 'trust', '-E', 'UTF8', '--locale=C']
    const [command, ...parameters] = [...AS_NOBODY, ...initdb]
    await execute(command!, parameters)
  }

  /** Resolves when it answers, or has ended instead. */
  #starts(): Promise<boolean> {
    const postgres = [join(this.#binaries, 'postgres'), '-D', this.#data, '-h', '127.0.0.1', '-p', String(this.#port), '-k', '']
    const [command, ...parameters] = [...AS_NOBODY, ...postgres]
    const child = spawn(command!, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#process = child
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => resolve(false))
      child.stderr.on('data', (lines: Buffer) => {
        appendFileSync(this.#log, lines)
        if (lines.includes('ready to accept connections')) resolve(true)
      })
    })
  }
}

/** The one of Debian's package, the newest of them. */
function installed(): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const newest = versions.toSorted((a, b) => Number(b) - Number(a)).find((version) => existsSync(`/usr/lib/postgresql/${version}/bin/initdb`))
  return newest === undefined ? null : `/usr/lib/postgresql/${newest}/bin`
}

/** The one of the Java tests, which is an archive within an archive. */
async function unpacked(folder: string): Promise<string> {
  const artifact = join(EMBEDDED, `embedded-postgres-binaries-linux-${process.arch === 'arm64' ? 'arm64v8' : 'amd64'}`)
  const version = existsSync(artifact) ? readdirSync(artifact).toSorted().at(-1) : undefined
  const jar = version && join(artifact, version, `embedded-postgres-binaries-linux-${process.arch === 'arm64' ? 'arm64v8' : 'amd64'}-${version}.jar`)
  if (!jar || !existsSync(jar)) {
    throw new Error('There is no PostgreSQL. On Debian or Ubuntu: apt-get install postgresql; or let Maven run the Java tests once')
  }
  mkdirSync(folder)
  await execute('jar', ['xf', jar], { cwd: folder })
  const archive = readdirSync(folder).find((file) => file.endsWith('.txz'))!
  await execute('tar', ['-xJf', archive], { cwd: folder })
  return join(folder, 'bin')
}
