import { ChatError, Observable, type Attachment, type ChatClient, type ChatErrorCode, type FileToSend } from '@sealkloud/chat-client'
import { preparedFile } from './preparedFile.ts'

/** So many files a message may have. */
export const MOST_FILES = 10

/** The server takes three of a person at once, and somebody may write in another tab. */
const AT_ONCE = 2

/** Before another attempt where the server is busy or unavailable and does not say how long. */
const PAUSE_MS = 1_000

/** A file on its way to the next message. */
export interface Upload {
  key: number
  name: string
  file: Blob
  /** How much of it has gone, from 0 to 1. */
  part: number
  state: 'waiting' | 'uploading' | 'failed' | 'done'
  failure?: ChatErrorCode
  attachment?: Attachment
  cancel: AbortController
}

/**
 * The files of messages that are not sent yet, by conversation: they stay while others are open.
 */
const kept = new WeakMap<object, Map<string, Uploads>>()

/** The files of the next message of a conversation. */
export function uploadsOf(chat: Pick<ChatClient, 'rest' | 'connection'>, conversationId: string): Uploads {
  const ofChat = kept.get(chat) ?? new Map<string, Uploads>()
  kept.set(chat, ofChat)
  const uploads = ofChat.get(conversationId) ?? new Uploads(chat, conversationId)
  ofChat.set(conversationId, uploads)
  return uploads
}

/** Whether a file was chosen in any conversation whose message is not sent. */
export function hasFiles(chat: object): boolean {
  return [...(kept.get(chat)?.values() ?? [])].some(({ files }) => files.value.length > 0)
}

/**
 * The files of the next message. They go out as soon as they are chosen, a few at once, and wait
 * for the connection as messages do.
 */
export class Uploads {
  readonly files = new Observable<readonly Upload[]>([])
  /** Whether some of those chosen last were too many. */
  readonly tooMany = new Observable(false)
  readonly #chat: Pick<ChatClient, 'rest' | 'connection'>
  readonly #conversationId: string
  #last = 0
  /** Also those that were called off, as long as the server may be busy with them. */
  readonly #sending = new Set<number>()
  #pause: ReturnType<typeof setTimeout> | undefined

  constructor(chat: Pick<ChatClient, 'rest' | 'connection'>, conversationId: string) {
    this.#chat = chat
    this.#conversationId = conversationId
    chat.connection.subscribe(() => this.carry())
  }

  add(files: Iterable<File>): void {
    const free = MOST_FILES - this.files.value.length
    const chosen = [...files]
    const added = chosen.slice(0, free).map((file): Upload => {
      this.#last++
      return { key: this.#last, name: file.name, file, part: 0, state: 'waiting', cancel: new AbortController() }
    })
    this.files.set([...this.files.value, ...added])
    this.tooMany.set(chosen.length > free)
    this.carry()
  }

  retry(key: number): void {
    this.#change(key, { state: 'waiting' })
    this.carry()
  }

  remove(key: number): void {
    const gone = this.files.value.find((upload) => upload.key === key)
    this.files.set(this.files.value.filter((upload) => upload !== gone))
    this.tooMany.set(false)
    gone?.cancel.abort()
    // If it fails, the server forgets the file by itself.
    if (gone?.attachment) this.#chat.rest.deleteAttachment(gone.attachment.attachmentId).catch(() => {})
  }

  /** Whether a message can have them: all that were chosen, which offline need not have gone. */
  canGo(): boolean {
    const offline = this.#chat.connection.value.status !== 'online'
    return this.files.value.every(({ state }) => state === 'done' || (offline && state !== 'failed'))
  }

  /** They belong to a message from now on, which uploads those that have not gone. */
  taken(): FileToSend[] {
    const files = this.files.value
    this.files.set([])
    this.tooMany.set(false)
    for (const { cancel } of files) cancel.abort()
    return files.map(({ attachment, name, file }) => ({ name, file, ...(attachment && { attachment }) }))
  }

  /** Sends what waits, if there is a connection and the server has not asked to wait. */
  carry(): void {
    if (this.#chat.connection.value.status !== 'online' || this.#pause !== undefined) return
    const free = AT_ONCE - this.#sending.size
    const waiting = this.files.value.filter(({ key, state }) => state === 'waiting' && !this.#sending.has(key))
    for (const upload of waiting.slice(0, Math.max(0, free))) void this.#carry(upload)
  }

  async #carry(upload: Upload): Promise<void> {
    this.#sending.add(upload.key)
    await this.#send(upload)
    this.#sending.delete(upload.key)
    this.carry()
  }

  #waitFor(retryAfterMs: number): void {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      this.carry()
    }, retryAfterMs)
  }

  async #send({ key, file, name, cancel }: Upload): Promise<void> {
    this.#change(key, { state: 'uploading', part: 0 })
    try {
      const sent = await preparedFile(file, name, cancel.signal)
      // Another attempt need not convert it again.
      if (sent.file !== file) this.#change(key, sent)
      cancel.signal.throwIfAborted()
      const attachment = await this.#chat.rest.uploadAttachment(
        this.#conversationId,
        sent.file,
        sent.name,
        (part) => this.#change(key, { part }),
        cancel.signal,
      )
      this.#change(key, { state: 'done', attachment })
    } catch (error) {
      const failure = error instanceof ChatError ? error.code : 'unexpected'
      // What breaks off while the connection stands is not tried again by itself: it may be too
      // large for a proxy.
      const busy = failure === 'rate_limited' || failure === 'unavailable'
      const waits = busy || (failure === 'unreachable' && this.#chat.connection.value.status !== 'online')
      if (busy) this.#waitFor((error as ChatError).retryAfterMs ?? PAUSE_MS)
      this.#change(key, waits ? { state: 'waiting' } : { state: 'failed', failure })
    }
  }

  #change(key: number, changes: Partial<Upload>): void {
    this.files.set(this.files.value.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)))
  }
}
