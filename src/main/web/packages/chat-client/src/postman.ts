import { Backoff } from './backoff.ts'
import type { StompSession } from './connection.ts'
import type { ErrorEvent } from './events.ts'
import { Outbox, type OutgoingMessage } from './outbox.ts'

/** A message that was neither acknowledged nor refused by then is sent again. */
const ANSWER_TIMEOUT_MS = 15_000
/** An acknowledged message whose event has not come by then is looked for in the log. */
const EVENT_TIMEOUT_MS = 3_000

/**
 * Sends the outbox to the server: one message of a conversation at a time, so that they arrive in
 * order, each until it is acknowledged or finally refused.
 */
export class Postman {
  readonly outbox: Outbox
  readonly #lookFor: (conversationId: string) => Promise<void>
  readonly #backoff = new Backoff({ firstMs: 1_000, maxMs: 8_000 })
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #session: StompSession | null = null
  #paused: ReturnType<typeof setTimeout> | undefined

  constructor(outbox: Outbox, lookFor: (conversationId: string) => Promise<void>) {
    this.outbox = outbox
    this.#lookFor = lookFor
  }

  take(message: OutgoingMessage): void {
    this.outbox.add(message)
    this.#carry()
  }

  retry(clientMessageId: string): void {
    this.outbox.waiting(clientMessageId)
    this.#carry()
  }

  discard(clientMessageId: string): void {
    this.#settle(clientMessageId)
    this.outbox.remove(clientMessageId)
    this.#carry()
  }

  connected(session: StompSession): void {
    this.#session = session
    this.#resume()
  }

  disconnected(): void {
    this.#session = null
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.outbox.interrupted()
  }

  /** Its event has come back: it is part of the conversation now. */
  arrived(clientMessageId: string): void {
    this.#settle(clientMessageId)
    this.outbox.remove(clientMessageId)
    this.#carry()
  }

  refused(clientMessageId: string, error: ErrorEvent): void {
    if (!this.outbox.get(clientMessageId)) return
    this.#settle(clientMessageId)
    if (error.code === 'unavailable' || error.code === 'rate_limited') {
      this.outbox.waiting(clientMessageId)
      this.#pause(this.#backoff.next(error.retryAfterMs))
    } else {
      this.outbox.failed(clientMessageId, { code: error.code, message: error.message })
      this.#carry()
    }
  }

  #carry(): void {
    const session = this.#session
    if (!session || this.#paused !== undefined) return
    for (const { clientMessageId, target, content, replyTo, attachments } of this.outbox.due()) {
      this.outbox.sending(clientMessageId)
      this.#wait(clientMessageId, ANSWER_TIMEOUT_MS, () => {
        this.outbox.waiting(clientMessageId)
        this.#carry()
      })
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
  }

  #acknowledged(clientMessageId: string): void {
    const message = this.outbox.get(clientMessageId)
    if (!message) return
    this.#backoff.reset()
    this.outbox.stored(clientMessageId)
    this.#wait(clientMessageId, EVENT_TIMEOUT_MS, () => {
      void this.#lookFor(message.conversationId).then(() => this.outbox.remove(clientMessageId))
    })
    this.#carry()
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

  #wait(clientMessageId: string, ms: number, then: () => void): void {
    this.#settle(clientMessageId)
    this.#timers.set(clientMessageId, setTimeout(then, ms))
  }

  #settle(clientMessageId: string): void {
    clearTimeout(this.#timers.get(clientMessageId))
    this.#timers.delete(clientMessageId)
  }
}
