import { Backoff } from './backoff.ts'
import type { StompSession } from './connection.ts'
import type { ErrorEvent } from './events.ts'
import type { Outcome } from './fileSender.ts'
import { Outbox, type OutgoingMessage } from './outbox.ts'
import type { WaitingFiles } from './waitingFiles.ts'

/** A message that was neither acknowledged nor refused by then is sent again. */
const ANSWER_TIMEOUT_MS = 15_000
/** An acknowledged message whose event has not come by then is looked for in the log. */
const EVENT_TIMEOUT_MS = 3_000

type SendFiles = (clientMessageId: string, signal: AbortSignal) => Promise<Outcome>

/**
 * Sends the outbox to the server: one message of a conversation at a time, so that they arrive in
 * order, each until it is acknowledged or finally refused. Files go before their message.
 */
export class Postman {
  readonly outbox: Outbox
  readonly #files: WaitingFiles
  readonly #sendFiles: SendFiles
  readonly #lookFor: (conversationId: string) => Promise<void>
  readonly #backoff = new Backoff({ firstMs: 1_000, maxMs: 8_000 })
  /** Messages whose files went a second time. */
  readonly #sentTwice = new Set<string>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #uploading: { clientMessageId: string; cancel: AbortController } | null = null
  #session: StompSession | null = null
  #paused: ReturnType<typeof setTimeout> | undefined

  constructor(outbox: Outbox, files: WaitingFiles, sendFiles: SendFiles, lookFor: (conversationId: string) => Promise<void>) {
    this.outbox = outbox
    this.#files = files
    this.#sendFiles = sendFiles
    this.#lookFor = lookFor
  }

  /** @param files the bytes of its `files` or `attachments`, in this order, if here */
  take(message: OutgoingMessage, files: readonly (Blob | undefined)[] = []): void {
    this.outbox.add(message)
    // It goes at once, so that nothing has to be written that is deleted then.
    if (!message.files && this.#session) this.#files.hold(message.clientMessageId, files)
    else if (files.length > 0) void this.#files.keep(message.clientMessageId, files).then((kept) => kept || this.outbox.saved.set(false))
    this.#carry()
  }

  retry(clientMessageId: string): void {
    this.outbox.waiting(clientMessageId)
    this.#carry()
  }

  discard(clientMessageId: string): void {
    this.#gone(clientMessageId)
  }

  /** Gives up a file of a message; without words and other files the message itself. */
  removeFile(clientMessageId: string, fileId: string): void {
    if (!this.outbox.removeFile(clientMessageId, fileId)) {
      this.#gone(clientMessageId)
      return
    }
    if (this.outbox.get(clientMessageId)?.files?.length === 0) this.#files.forget(clientMessageId)
    this.#carry()
  }

  connected(session: StompSession): void {
    this.#session = session
    for (const message of this.outbox.messages.value) if (message.state === 'stored') this.#awaitEvent(message)
    this.#resume()
  }

  disconnected(): void {
    this.#session = null
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#cancelUpload()
    this.outbox.interrupted()
  }

  /** Its event has come back: it is part of the conversation now. */
  arrived(clientMessageId: string): void {
    if (this.outbox.get(clientMessageId)) this.#gone(clientMessageId)
  }

  refused(clientMessageId: string, error: ErrorEvent): void {
    if (!this.outbox.get(clientMessageId)) return
    this.#settle(clientMessageId)
    if (error.code === 'unavailable' || error.code === 'rate_limited') {
      this.outbox.waiting(clientMessageId)
      this.#pause(this.#backoff.next(error.retryAfterMs))
    } else if (error.code === 'not_found' && this.#sendFilesAgain(clientMessageId)) {
      this.#carry()
    } else {
      this.outbox.failed(clientMessageId, { code: error.code, message: error.message })
      this.#carry()
    }
  }

  #carry(): void {
    const session = this.#session
    if (!session || this.#paused !== undefined) return
    for (const message of this.outbox.due()) {
      if (!message.files) this.#send(session, message)
      // The server takes few files of a person at once, and the next message may be getting some.
      else if (!this.#uploading) void this.#upload(message)
    }
  }

  #send(session: StompSession, { clientMessageId, target, content, replyTo, attachments }: OutgoingMessage): void {
    this.outbox.sending(clientMessageId)
    this.#again(clientMessageId, ANSWER_TIMEOUT_MS)
    const destination = 'receiverId' in target ? '/app/message' : '/app/room_message'
    const body = {
      ...target,
      content,
      clientMessageId,
      ...(replyTo && { replyTo }),
      ...(attachments && { attachmentIds: attachments.map(({ attachmentId }) => attachmentId) }),
    }
    session.send(destination, body, () => this.#acknowledged(clientMessageId))
  }

  async #upload({ clientMessageId }: OutgoingMessage): Promise<void> {
    const uploading = { clientMessageId, cancel: new AbortController() }
    this.#uploading = uploading
    this.outbox.sending(clientMessageId)
    const outcome = await this.#sendFiles(clientMessageId, uploading.cancel.signal)
    // It was called off, and another attempt may be under way.
    if (this.#uploading !== uploading) return
    this.#uploading = null
    if (typeof outcome === 'object') this.#again(clientMessageId, outcome.retryAfterMs)
    this.#carry()
  }

  /** The server keeps a file for a day only if no message comes for it. */
  #sendFilesAgain(clientMessageId: string): boolean {
    if (this.#sentTwice.has(clientMessageId)) return false
    this.#sentTwice.add(clientMessageId)
    return this.outbox.unsent(clientMessageId)
  }

  #cancelUpload(): void {
    this.#uploading?.cancel.abort()
    this.#uploading = null
  }

  #acknowledged(clientMessageId: string): void {
    const message = this.outbox.get(clientMessageId)
    if (!message) return
    this.#backoff.reset()
    this.outbox.stored(clientMessageId)
    this.#forgetFiles(message)
    this.#awaitEvent(message)
    this.#carry()
  }

  #awaitEvent({ clientMessageId, conversationId }: OutgoingMessage): void {
    this.#wait(clientMessageId, EVENT_TIMEOUT_MS, () => {
      void this.#lookFor(conversationId).then(() => this.outbox.remove(clientMessageId))
    })
  }

  #pause(ms: number): void {
    clearTimeout(this.#paused)
    this.#paused = setTimeout(() => this.#resume(), ms)
  }

  #resume(): void {
    clearTimeout(this.#paused)
    this.#paused = undefined
    this.#carry()
  }

  /** Sends it again after a while, if nothing comes of it until then. */
  #again(clientMessageId: string, ms: number): void {
    this.#wait(clientMessageId, ms, () => {
      this.outbox.waiting(clientMessageId)
      this.#carry()
    })
  }

  /** Nothing is left to do for it. */
  #gone(clientMessageId: string): void {
    this.#settle(clientMessageId)
    if (this.#uploading?.clientMessageId === clientMessageId) this.#cancelUpload()
    const message = this.outbox.get(clientMessageId)
    if (message) this.#forgetFiles(message)
    this.outbox.remove(clientMessageId)
    this.#carry()
  }

  #forgetFiles({ clientMessageId, files, attachments }: OutgoingMessage): void {
    if (files || attachments) this.#files.forget(clientMessageId)
  }

  #wait(clientMessageId: string, ms: number, then: () => void): void {
    this.#settle(clientMessageId)
    this.#timers.set(clientMessageId, setTimeout(then, ms))
  }

  #settle(clientMessageId: string): void {
    clearTimeout(this.#timers.get(clientMessageId))
    this.#timers.delete(clientMessageId)
  }
}
