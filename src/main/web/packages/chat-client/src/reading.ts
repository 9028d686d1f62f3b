import { Backoff } from './backoff.ts'
import type { StompSession } from './connection.ts'
import type { ChatState } from './chatState.ts'
import { type ErrorEvent, isMessage, type UnreadMarkedEvent } from './events.ts'

/** Scrolling through what is unread moves the mark many times a second. */
const TELL_AFTER_MS = 250

interface Mark {
  to: '/app/read' | '/app/mark_unread'
  conversationId: string
  seq: number
  /** Handed to the present connection. */
  sent?: boolean
}

/**
 * How far the person has read: shown at once, told to the server a moment later, and remembered
 * until it has confirmed that. What they have marked as unread stays so until they come back to it.
 */
export class Reading {
  readonly #state: ChatState
  /** What the server has not confirmed. */
  #marks: Mark[] = []
  readonly #backoff = new Backoff({ firstMs: 1_000, maxMs: 8_000 })
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
    for (const mark of this.#marks) mark.sent = false
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
    this.#marks = []
    this.#held.clear()
    this.#marked.clear()
  }

  tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#session) return
    for (const mark of this.#marks) {
      const { to, conversationId, seq, sent } = mark
      if (sent) continue
      mark.sent = true
      this.#session.send(to, { conversationId, seq }, () => {
        this.#backoff.reset()
        this.#settled(mark)
      })
    }
  }

  /** The error does not say which mark it means. */
  refused({ event, code, retryAfterMs }: ErrorEvent): void {
    const refused = this.#marks.find(({ to, sent }) => sent && to === `/app/${event}`)
    if (!refused) return
    if (code !== 'unavailable' && code !== 'rate_limited') {
      this.#settled(refused)
      return
    }
    // Those of a conversation have to come in their order again.
    for (const mark of this.#marks) mark.sent = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.tell(), this.#backoff.next(retryAfterMs))
  }

  /** What was said earlier of the same conversation would undo it. */
  #settled(mark: Mark): void {
    const place = this.#marks.indexOf(mark)
    this.#marks = this.#marks.filter(({ conversationId }, index) => index > place || conversationId !== mark.conversationId)
  }

  #take(mark: Mark): void {
    const last = this.#marks.findLastIndex(({ conversationId }) => conversationId === mark.conversationId)
    // Of two that follow each other only the later one counts.
    if (this.#marks[last]?.to === mark.to) this.#marks[last] = mark
    else this.#marks.push(mark)
    this.#timer ??= setTimeout(() => this.tell(), TELL_AFTER_MS)
  }

  /** As far as the messages are here; the server knows it exactly. */
  #countFrom(conversationId: string, from: number): number {
    const events = this.#state.openTimeline(conversationId)?.state.value.events ?? []
    return Math.max(1, events.filter((event) => event.seq >= from && isMessage(event) && event.senderId !== this.#state.who.userId).length)
  }
}
