import type { Attachment, MessageRef } from './durableEvents.ts'
import type { ChatErrorCode, ErrorCode } from './errors.ts'
import { Observable } from './observable.ts'

/**
 * Where a message goes: to a person, to a room, or (with `note`) to the internal notes of a room.
 */
export type Target = { receiverId: string } | { roomId: string; note?: true }

/** A file that {@link ChatClient.send} uploads. */
export interface FileToSend {
  name: string
  file: Blob
  /** If it is uploaded already. It goes again where the server has given up the file since. */
  attachment?: Attachment
}

/** A file of a message that cannot go before its files have gone. */
export interface OutgoingFile {
  /** Unique within the message. */
  fileId: string
  name: string
  /** In bytes. */
  size: number
  /** The media type, as far as the browser knows it; else empty. */
  type: string
  /** How much of it has gone, from 0 to 1. */
  part?: number
  /** What became of it. */
  attachment?: Attachment
  /** Why it was refused; `lost` if the browser does not have it any more. */
  failure?: ChatErrorCode | 'lost'
}

/**
 * A message on its way. `waiting`: for the connection or for the one before it; `sending`: handed
 * to the server; `stored`: acknowledged, its event has not come back yet; `failed`: refused, a
 * person has to decide.
 */
export interface OutgoingMessage {
  clientMessageId: string
  conversationId: string
  target: Target
  content: string
  /** The message that it replies to. */
  replyTo?: MessageRef
  /** Its files, which are uploaded. */
  attachments?: readonly Attachment[]
  /** Which ids the {@link attachments} have as {@link files}, as long as this browser has these. */
  fileIds?: readonly string[]
  /** Its files while some of them are not uploaded; {@link attachments} are missing then. */
  files?: readonly OutgoingFile[]
  /**
   * The local clock when it was written, in milliseconds: for the order in the outbox, never
   * compared with the server's times.
   */
  createdAt: number
  state: 'waiting' | 'sending' | 'stored' | 'failed'
  /** Why the message was refused; if a file was, the {@link files} say so. */
  failure?: { code: ErrorCode; message: string }
}

/** The part of `Storage` that the outbox uses. */
export type OutboxStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * Messages not yet stored by the server. They survive a reload: each has its own key in the
 * storage, so that two tabs of one user never overwrite each other's. Both may send it; its
 * `clientMessageId` makes that one message. With a full or missing storage, memory is used, and
 * {@link saved} is false.
 */
export class Outbox {
  readonly messages = new Observable<readonly OutgoingMessage[]>([])
  /**
   * False once a message could not be saved: it is lost if the page is closed before it is sent.
   */
  readonly saved = new Observable(true)
  readonly #storage: OutboxStorage | null
  readonly #prefix: string

  constructor(storage: OutboxStorage | null, userId: string) {
    this.#storage = storage
    this.#prefix = `chat.outbox.${userId}.`
    this.messages.set(this.#load())
  }

  add(message: OutgoingMessage): void {
    this.#save(message)
    this.messages.set([...this.messages.value, message])
  }

  get(clientMessageId: string): OutgoingMessage | undefined {
    return this.messages.value.find((message) => message.clientMessageId === clientMessageId)
  }

  /**
   * The next message of each conversation that nothing stands before: the order in which they were
   * written is kept.
   */
  due(): OutgoingMessage[] {
    const busy = new Set<string>()
    return this.messages.value.filter((message) => {
      if (message.state === 'stored' || message.state === 'failed' || busy.has(message.conversationId)) return false
      busy.add(message.conversationId)
      return message.state === 'waiting'
    })
  }

  sending(clientMessageId: string): void {
    this.#change(clientMessageId, { state: 'sending' })
  }

  /** Back in the queue: the connection went, or the server asked to come again. */
  waiting(clientMessageId: string): void {
    const message = this.get(clientMessageId)
    if (message) this.#change(clientMessageId, inLine(message), ['failure'])
  }

  changeFile(clientMessageId: string, fileId: string, change: Partial<OutgoingFile>): void {
    const files = this.get(clientMessageId)?.files
    if (!files) return
    this.#change(clientMessageId, { files: files.map((file) => (file.fileId === fileId ? { ...file, ...change } : file)) })
    if (change.attachment || change.failure) this.#saveAgain(clientMessageId)
  }

  /**
   * Without the file the message can go, if no other was refused.
   *
   * @returns whether anything is left of it
   */
  removeFile(clientMessageId: string, fileId: string): boolean {
    const message = this.get(clientMessageId)
    const files = message?.files?.filter((file) => file.fileId !== fileId)
    if (!message || !files) return message !== undefined
    if (files.length === 0 && message.content === '') return false
    const refused = files.some(({ failure }) => failure)
    this.#change(clientMessageId, { files, ...(!refused && { state: 'waiting' }) })
    this.#saveAgain(clientMessageId)
    return true
  }

  /**
   * The message may go if all its files have gone.
   *
   * @returns whether it may; otherwise it has failed
   */
  uploaded(clientMessageId: string): boolean {
    const files = this.get(clientMessageId)?.files ?? []
    const attachments = files.flatMap(({ attachment }) => attachment ?? [])
    const all = attachments.length === files.length
    const sent = attachments.length > 0 && { attachments, fileIds: files.map(({ fileId }) => fileId) }
    if (all) this.#change(clientMessageId, { state: 'waiting', ...sent }, ['files'])
    else this.#change(clientMessageId, { state: 'failed' })
    this.#saveAgain(clientMessageId)
    return all
  }

  /**
   * Its files have to go once more, because the server does not have them any more.
   *
   * @returns whether this browser may have them
   */
  unsent(clientMessageId: string): boolean {
    const { attachments = [], fileIds } = this.get(clientMessageId) ?? {}
    if (!fileIds) return false
    const files = attachments.map(({ name, size, contentType }, place) => ({ fileId: fileIds[place]!, name, size, type: contentType }))
    this.#change(clientMessageId, { state: 'waiting', files }, ['attachments', 'fileIds'])
    this.#saveAgain(clientMessageId)
    return true
  }

  /** Takes over what another tab has uploaded. */
  reread(clientMessageId: string): OutgoingMessage | undefined {
    const { files = [], attachments = [] } = this.#read(this.#prefix + clientMessageId) ?? {}
    const theirs = new Map(files.map(({ fileId, attachment }) => [fileId, attachment]))
    const mine = this.get(clientMessageId)?.files?.map((file, place) => {
      const attachment = file.attachment ?? theirs.get(file.fileId) ?? attachments[place]
      return attachment ? { ...file, attachment } : file
    })
    if (mine) this.#change(clientMessageId, { files: mine })
    return this.get(clientMessageId)
  }

  /** Whether the storage has it. */
  isSaved(clientMessageId: string): boolean {
    return this.#read(this.#prefix + clientMessageId) !== null
  }

  /**
   * The server has it. It stays visible until its event arrives, but need not survive a reload any
   * more.
   */
  stored(clientMessageId: string): void {
    this.#change(clientMessageId, { state: 'stored' }, ['failure'])
    this.#forget(clientMessageId)
  }

  failed(clientMessageId: string, failure: { code: ErrorCode; message: string }): void {
    this.#change(clientMessageId, { state: 'failed', failure })
    this.#saveAgain(clientMessageId)
  }

  remove(clientMessageId: string): void {
    if (!this.get(clientMessageId)) return
    this.#forget(clientMessageId)
    this.messages.set(this.messages.value.filter((message) => message.clientMessageId !== clientMessageId))
  }

  /** Everything that was under way when the connection went has to be sent again. */
  interrupted(): void {
    this.messages.set(this.messages.value.map((message) => (message.state === 'sending' ? inLine(message) : message)))
  }

  #change(clientMessageId: string, change: Partial<OutgoingMessage>, without: ('failure' | 'files' | 'attachments' | 'fileIds')[] = []): void {
    this.messages.set(
      this.messages.value.map((message) => {
        if (message.clientMessageId !== clientMessageId) return message
        const changed = { ...message, ...change }
        for (const field of without) delete changed[field]
        return changed
      }),
    )
  }

  #saveAgain(clientMessageId: string): void {
    const message = this.get(clientMessageId)
    if (message) this.#save(message)
  }

  #save(message: OutgoingMessage): void {
    try {
      if (!this.#storage) throw new Error('no storage')
      this.#storage.setItem(this.#prefix + message.clientMessageId, JSON.stringify(message))
    } catch {
      this.saved.set(false)
    }
  }

  #forget(clientMessageId: string): void {
    try {
      this.#storage?.removeItem(this.#prefix + clientMessageId)
    } catch {
      // A storage that was taken away holds nothing that could be sent twice.
    }
  }

  #read(key: string): OutgoingMessage | null {
    try {
      return parse(this.#storage?.getItem(key) ?? null)
    } catch {
      return null
    }
  }

  #load(): OutgoingMessage[] {
    const messages: OutgoingMessage[] = []
    try {
      for (let index = 0; index < (this.#storage?.length ?? 0); index++) {
        const key = this.#storage!.key(index)
        if (!key?.startsWith(this.#prefix)) continue
        const message = this.#read(key)
        if (message) messages.push(message.state === 'failed' ? message : inLine(message))
      }
    } catch {
      // A browser may refuse even to read its storage.
    }
    return messages.toSorted((a, b) => a.createdAt - b.createdAt)
  }
}

/** To be sent from where it was: files that have gone do not go again. */
function inLine(message: OutgoingMessage): OutgoingMessage {
  return { ...message, state: 'waiting', ...(message.files && { files: message.files.map(asWritten) }) }
}

function asWritten({ fileId, name, size, type, attachment }: OutgoingFile): OutgoingFile {
  return { fileId, name, size, type, ...(attachment && { attachment }) }
}

function parse(json: string | null): OutgoingMessage | null {
  try {
    const message = JSON.parse(json ?? 'null') as OutgoingMessage | null
    return message?.clientMessageId && message.conversationId && message.target && typeof message.content === 'string' ? message : null
  } catch {
    return null
  }
}
