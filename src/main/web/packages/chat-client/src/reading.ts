import type { StompSession } from './connection.ts'
import type { ChatState } from './chatState.ts'

/** Scrolling through what is unread moves the mark many times a second. */
const TELL_AFTER_MS = 250

/**
 * How far the person has read: shown at once, told to the server a moment later, and remembered
 * while offline.
 */
export class Reading {
  readonly #state: ChatState
  readonly #untold = new Map<string, number>()
  #session: StompSession | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(state: ChatState) {
    this.#state = state
  }

  connected(session: StompSession): void {
    this.#session = session
    this.tell()
  }

  disconnected(): void {
    this.#session = null
  }

  readUpTo(conversationId: string, seq: number): void {
    const { conversations, who } = this.#state
    const conversation = conversations.get(conversationId)
    if (!conversation || seq <= conversation.lastReadSeq) return
    conversations.applyRead({ conversationId, userId: who.userId, readSeq: seq })
    this.#untold.set(conversationId, seq)
    this.#timer ??= setTimeout(() => this.tell(), TELL_AFTER_MS)
  }

  /** What was read is not worth telling: the logs have been set back. */
  forget(): void {
    this.#untold.clear()
  }

  tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#session) return
    for (const [conversationId, seq] of this.#untold) this.#session.send('/app/read', { conversationId, seq })
    this.#untold.clear()
  }
}
