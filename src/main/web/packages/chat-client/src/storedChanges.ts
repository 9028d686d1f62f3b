import type { OutboxStorage } from './outbox.ts'
import type { PendingChange } from './wishes.ts'

/** What survives a reload of a person's changes that the server has not confirmed. */
export class StoredChanges {
  readonly #storage: OutboxStorage | null
  readonly #prefix: string

  constructor(userId: string, storage: OutboxStorage | null) {
    this.#storage = storage
    this.#prefix = `chat.change.${userId}.`
  }

  save(change: PendingChange): void {
    try {
      this.#storage?.setItem(this.#prefix + change.key, JSON.stringify(change))
    } catch {
      // It is in memory, and in sight until it is done.
    }
  }

  forget(key: string): void {
    try {
      this.#storage?.removeItem(this.#prefix + key)
    } catch {
      // Sent once more after a reload it changes nothing.
    }
  }

  /** Oldest first; what was on its way is sent again. */
  load(): PendingChange[] {
    const found: PendingChange[] = []
    try {
      for (let index = 0; index < (this.#storage?.length ?? 0); index++) {
        const key = this.#storage!.key(index)
        if (!key?.startsWith(this.#prefix)) continue
        const change = JSON.parse(this.#storage!.getItem(key) ?? 'null') as PendingChange | null
        if (change?.key && change.wish?.kind) found.push(change.state === 'failed' ? change : { ...change, state: 'waiting' })
      }
    } catch {
      // A browser may refuse even to read its storage.
    }
    return found.toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  }
}
