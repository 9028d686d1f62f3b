import type { ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { resolve } from 'node:path'

export const repository = resolve(import.meta.dirname, '../../../..')

/** A machine that is busy with other tests needs many times the usual ten seconds. */
export const START_TIMEOUT_MS = 240_000

/** Something that the server's service consists of, and that can fail by itself. */
export interface Part {
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
  /** Starts it, again after {@link kill}, on the same port and data; resolves when it answers. */
  run(): Promise<void>
  /** Ends it in good order. */
  stop(): Promise<void>
}

/** Tells a process to end, and waits until it has. */
export async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await ended
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
