import { targetOf } from './address.ts'
import type { StompSession } from './connection.ts'
import type { ChatState } from './chatState.ts'

const REFRESH_MS = 3_000

/** Tells the others that the person is typing, no more often than they need to hear it. */
export class OwnTyping {
  readonly #state: ChatState
  readonly #since = new Map<string, number>()
  #session: StompSession | null = null

  constructor(state: ChatState) {
    this.#state = state
  }

  connected(session: StompSession): void {
    this.#session = session
  }

  disconnected(): void {
    this.#session = null
    this.#since.clear()
  }

  start(conversationId: string): void {
    const conversation = this.#state.conversations.get(conversationId)
    if (!conversation || !this.#session || Date.now() - (this.#since.get(conversationId) ?? 0) < REFRESH_MS) return
    // A note's typing would tell the client in the ticket room that one is being written.
    if (conversation.kind === 'notes') return
    this.#since.set(conversationId, Date.now())
    this.#session.send('/app/typing_start', targetOf(conversation, this.#state.who.userId))
  }

  stop(conversationId: string): void {
    const conversation = this.#state.conversations.get(conversationId)
    if (!conversation || !this.#since.delete(conversationId)) return
    this.#session?.send('/app/typing_stop', targetOf(conversation, this.#state.who.userId))
  }
}
