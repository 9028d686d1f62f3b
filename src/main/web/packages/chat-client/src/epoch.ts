import { ChatError } from './errors.ts'

/** How long a node may go on serving a former state, with some to spare. */
const ATTEMPTS = 5
const PAUSE_MS = 1_000

/**
 * Of which state of the server's database the client knows something. After a backup was restored
 * it is another one: the numbers of the logs are given again, so nothing from before is worth
 * anything.
 */
export class Epoch {
  #known: string | undefined
  readonly #former = new Set<string>()
  readonly #onOther: () => void

  /** `onOther` is told that there is another one, and has {@link begin} called. */
  constructor(onOther: () => void) {
    this.#onOther = onOther
  }

  /** Begins with what the server says it is. True if something of another one is known. */
  begin(epoch: string | undefined): boolean {
    if (epoch === undefined) return false
    const other = this.#known !== undefined && this.#known !== epoch
    if (other) this.#former.add(this.#known!)
    this.#former.delete(epoch)
    this.#known = epoch
    return other
  }

  /** Takes notice of what the server says besides. False if it is not of the known one. */
  admits(epoch: string | undefined): boolean {
    if (epoch === undefined || epoch === this.#known) return true
    if (this.#known === undefined) {
      this.#known = epoch
      return true
    }
    if (!this.#former.has(epoch)) this.#onOther()
    return false
  }

  /**
   * Loads something of the known one; rejects with `unavailable` if it is of another one. For a
   * second a node may not know yet what another node has said.
   */
  async of<T extends { epoch?: string }>(load: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const loaded = await load()
      if (this.admits(loaded.epoch)) return loaded
      if (attempt === ATTEMPTS) throw new ChatError('unavailable', 'The database was restored')
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}
