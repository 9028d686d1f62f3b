import type { StompSession } from './connection.ts'
import type { ChatState } from './chatState.ts'
import type { UnreadMarkedEvent } from './events.ts'
import { isMessage } from './events.ts'

/** Scrolling through what is unread moves the mark many times a second. */
const TELL_AFTER_MS = 250

interface Mark {
  to: '/app/read' | '/app/mark_unread'
  conversationId: string
  seq: number
}

/**
 * How far the person has read: shown at once, told to the server a moment later, and remembered
 * while offline. What they have marked as unread stays so until they come back to it.
 */
export class Reading {
  readonly #state: ChatState
  #untold: Mark[] = []
  readonly #held = new Set<string>()
  /** What this client has marked as unread, and the server has not confirmed. */
  readonly #marked = new Map<string, number>()
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
    if (this.#held.has(conversationId) || !conversation || seq <= conversation.lastReadSeq) return
    conversations.applyRead({ conversationId, userId: who.userId, readSeq: seq })
    this.#take({ to: '/app/read', conversationId, seq })
  }

  unreadFrom(conversationId: string, seq: number): void {
    this.#held.add(conversationId)
    this.#marked.set(conversationId, seq)
    this.#state.conversations.applyUnread({ conversationId, seq, unreadCount: this.#countFrom(conversationId, seq) })
    this.#take({ to: '/app/mark_unread', conversationId, seq })
  }

  /** The server says that the person has marked something, here or on another device. */
  marked(event: UnreadMarkedEvent): void {
    const { conversationId, seq } = event
    // They may have come back to it meanwhile.
    if (this.#marked.get(conversationId) === seq) this.#marked.delete(conversationId)
    else this.#held.add(conversationId)
    if (this.#held.has(conversationId)) this.#state.conversations.applyUnread(event)
  }

  resume(conversationId: string): void {
    this.#held.delete(conversationId)
  }

  /** What was read and marked is not worth telling: the logs have been set back. */
  forget(): void {
    this.#untold = []
    this.#held.clear()
    this.#marked.clear()
  }

  tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#session) return
    for (const { to, conversationId, seq } of this.#untold) this.#session.send(to, { conversationId, seq })
    this.#untold = []
  }

  #take(mark: Mark): void {
    const last = this.#untold.findLastIndex(({ conversationId }) => conversationId === mark.conversationId)
    // Of two that follow each other only the later one counts.
    if (this.#untold[last]?.to === mark.to) this.#untold[last] = mark
    else this.#untold.push(mark)
    this.#timer ??= setTimeout(() => this.tell(), TELL_AFTER_MS)
  }

  /** As far as the messages are here; the server knows it exactly. */
  #countFrom(conversationId: string, from: number): number {
    const events = this.#state.openTimeline(conversationId)?.state.value.events ?? []
    return Math.max(1, events.filter((event) => event.seq >= from && isMessage(event) && event.senderId !== this.#state.who.userId).length)
  }
}
