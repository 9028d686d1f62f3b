import type { Attachment } from './durableEvents.ts'
import { ChatError } from './errors.ts'
import type { Outbox, OutgoingFile } from './outbox.ts'
import type { WaitingFiles } from './waitingFiles.ts'

/** Uploads a file to a conversation. */
export type Upload = (conversationId: string, file: Blob, name: string, progress: (part: number) => void, signal: AbortSignal) => Promise<Attachment>

/**
 * What breaks off so often while the connection stands is not tried again by itself: it may be too
 * large for a proxy.
 */
const MOST_ATTEMPTS = 4
const PAUSE_MS = 2_000

/** What became of it: to be tried again after a while, or refused, or over. */
export type Outcome = 'uploaded' | 'failed' | 'over' | { retryAfterMs: number }

/** Uploads the files of messages in the outbox, one after the other. */
export class FileSender {
  readonly #outbox: Outbox
  readonly #files: WaitingFiles
  readonly #upload: Upload
  readonly #attempts = new Map<string, number>()

  constructor(outbox: Outbox, files: WaitingFiles, upload: Upload) {
    this.#outbox = outbox
    this.#files = files
    this.#upload = upload
  }

  /** Uploads what has not gone yet of a message. */
  async send(clientMessageId: string, signal: AbortSignal): Promise<Outcome> {
    try {
      return await exclusively(clientMessageId, signal, () => this.#send(clientMessageId, signal))
    } catch {
      return signal.aborted ? 'over' : { retryAfterMs: PAUSE_MS }
    }
  }

  async #send(clientMessageId: string, signal: AbortSignal): Promise<Outcome> {
    const message = this.#outbox.reread(clientMessageId)
    for (const file of message?.files ?? []) {
      if (file.attachment) continue
      const bytes = await this.#files.get(clientMessageId, file.fileId)
      signal.throwIfAborted()
      if (!bytes) {
        // Another tab has sent the message, or nothing has it any more.
        if (!this.#outbox.isSaved(clientMessageId)) {
          this.#outbox.remove(clientMessageId)
          return 'over'
        }
        this.#outbox.changeFile(clientMessageId, file.fileId, { failure: 'lost' })
        continue
      }
      const outcome = await this.#sendFile(message!.conversationId, clientMessageId, file, bytes, signal)
      if (outcome !== null) return outcome
    }
    return this.#outbox.uploaded(clientMessageId) ? 'uploaded' : 'failed'
  }

  async #sendFile(conversationId: string, clientMessageId: string, { fileId, name }: OutgoingFile, bytes: Blob, signal: AbortSignal): Promise<Outcome | null> {
    const change = (changed: Partial<OutgoingFile>) => this.#outbox.changeFile(clientMessageId, fileId, changed)
    try {
      const attachment = await this.#upload(conversationId, bytes, name, (part) => change({ part }), signal)
      signal.throwIfAborted()
      this.#attempts.delete(clientMessageId)
      change({ attachment })
      return null
    } catch (error) {
      signal.throwIfAborted()
      const code = error instanceof ChatError ? error.code : 'unexpected'
      const retryAfterMs = (error as ChatError).retryAfterMs ?? PAUSE_MS
      if (code === 'rate_limited' || code === 'unavailable' || code === 'unauthenticated') return { retryAfterMs }
      const attempts = (this.#attempts.get(clientMessageId) ?? 0) + 1
      this.#attempts.set(clientMessageId, attempts)
      if (code === 'unreachable' && attempts < MOST_ATTEMPTS) return { retryAfterMs: attempts * PAUSE_MS }
      this.#attempts.delete(clientMessageId)
      change({ failure: code })
      return null
    }
  }
}

/**
 * Not in two tabs at once, where the browser can tell: they would upload a file twice, and the
 * message of one would be refused, as it has other files.
 */
async function exclusively<T>(clientMessageId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  if (!locks) return work()
  return locks.request(`chat.files.${clientMessageId}`, { signal }, work) as Promise<T>
}
