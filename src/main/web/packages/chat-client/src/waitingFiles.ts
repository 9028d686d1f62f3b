import type { FileStorage } from './fileStorage.ts'

/**
 * The bytes of a person's files whose messages are not sent: in memory, and in the browser's
 * storage, from which they come back after a reload.
 */
export class WaitingFiles {
  readonly #storage: () => Promise<FileStorage | null>
  readonly #userId: string
  readonly #memory = new Map<string, readonly (Blob | undefined)[]>()

  constructor(storage: () => Promise<FileStorage | null>, userId: string) {
    this.#storage = storage
    this.#userId = userId
  }

  /** Keeps the files of a message as long as the page is there. */
  hold(clientMessageId: string, files: readonly (Blob | undefined)[]): void {
    this.#memory.set(clientMessageId, files)
  }

  /**
   * Keeps the files of a message, whose ids are their places.
   *
   * @returns whether they will survive a reload
   */
  async keep(clientMessageId: string, files: readonly (Blob | undefined)[]): Promise<boolean> {
    this.hold(clientMessageId, files)
    try {
      const storage = await this.#storage()
      if (!storage) return false
      for (const [place, file] of files.entries()) {
        // It may have been sent meanwhile.
        if (file && this.#memory.has(clientMessageId)) await storage.put([this.#userId, clientMessageId, String(place)], file)
      }
      return true
    } catch {
      return false
    }
  }

  async get(clientMessageId: string, fileId: string): Promise<Blob | undefined> {
    const inMemory = this.#memory.get(clientMessageId)?.[Number(fileId)]
    return inMemory ?? this.#stored((storage) => storage.get([this.#userId, clientMessageId, fileId]))
  }

  forget(clientMessageId: string): void {
    this.#memory.delete(clientMessageId)
    // What stays goes at the next start.
    void this.#stored((storage) => storage.remove(this.#userId, clientMessageId))
  }

  async forgetAll(): Promise<void> {
    this.#memory.clear()
    await this.#stored((storage) => storage.remove(this.#userId))
  }

  /** Removes what no message waits for, such as after a crash. */
  async forgetUnless(waits: (clientMessageId: string) => boolean): Promise<void> {
    const kept = await this.#stored((storage) => storage.messages(this.#userId))
    for (const clientMessageId of kept ?? []) if (!waits(clientMessageId)) this.forget(clientMessageId)
  }

  async #stored<T>(call: (storage: FileStorage) => Promise<T>): Promise<T | undefined> {
    try {
      const storage = await this.#storage()
      return storage ? await call(storage) : undefined
    } catch {
      return undefined
    }
  }
}
