import { notesOf } from './address.ts'
import type { StompSession } from './connection.ts'
import type { Conversation } from './conversation.ts'
import type { ChatEvent, ErrorEvent } from './events.ts'
import { isStaff } from './user.ts'
import type { ChatState } from './chatState.ts'

/** A session may have a thousand subscriptions; some are left for what is opened or new. */
const MOST = 900
const SPARE = 50

/**
 * Subscribes to what the rooms say of which the person is a member, for as long as a session lasts:
 * to those first in which something was said last, and to no more than a session may. The others
 * are compared once a minute, and followed when they are opened.
 */
export class Rooms {
  readonly #state: ChatState
  readonly #onEvent: (event: ChatEvent) => void
  #session: StompSession | null = null

  constructor(state: ChatState, onEvent: (event: ChatEvent) => void) {
    this.#state = state
    this.#onEvent = onEvent
    state.opened.subscribe(() => void this.#opened())
  }

  connected(session: StompSession): void {
    this.#session = session
  }

  disconnected(): void {
    this.#session = null
  }

  /**
   * Resolves when those stand that need not wait, with the conversations that did not stand before:
   * what was read of them may miss something. What is open is the first; of the others, those of
   * which nothing was said for longest give way.
   */
  async follow(conversations: readonly Conversation[]): Promise<Conversation[]> {
    const subscriptions = this.#session?.subscriptions
    if (!subscriptions) return []
    const open = new Set(conversations.filter((conversation) => this.#isOpen(conversation)).flatMap((conversation) => this.#topicsOf(conversation)))
    const topics = new Set([...open, ...conversations.flatMap((conversation) => this.#topicsOf(conversation))])
    const standing = [...topics].slice(0, MOST).map((topic) => subscriptions.add(topic, this.#onEvent, open.has(topic)))
    for (const conversation of this.#state.conversations.list.value.toReversed()) {
      if (subscriptions.size <= MOST + SPARE) break
      if (!this.#isOpen(conversation)) for (const topic of this.#topicsOf(conversation)) subscriptions.remove(topic)
    }
    const awaited = conversations.filter((conversation) => this.#topicsOf(conversation).some((topic) => subscriptions.awaits(topic)))
    await Promise.all(standing)
    // The next session reads all.
    return this.#session?.subscriptions === subscriptions ? awaited : []
  }

  /** Forgets a room, and the notes beside it. */
  left(roomId: string): void {
    this.#session?.subscriptions.remove(`/topic/room.${roomId}`)
    this.#session?.subscriptions.remove(`/topic/notes.${roomId}`)
    this.#state.forget(roomId)
    this.#state.forget(notesOf(roomId))
  }

  /** The server has refused a subscription. */
  refused({ code, retryAfterMs }: ErrorEvent): void {
    if (code === 'rate_limited' || code === 'unavailable') this.#session?.subscriptions.refused(retryAfterMs)
  }

  async #opened(): Promise<void> {
    const { conversations, opened } = this.#state
    const conversation = conversations.get(opened.value)
    const subscriptions = this.#session?.subscriptions
    if (!conversation || !subscriptions) return
    if (this.#topicsOf(conversation).every((topic) => subscriptions.has(topic) && !subscriptions.awaits(topic))) return
    await this.follow([conversation])
    // The page may have been read before it stood.
    await this.#state.openTimeline(conversation.conversationId)?.catchUp()
  }

  /** A ticket room's notes come with it, for staff. */
  #topicsOf({ kind, roomId }: Conversation): string[] {
    if (!roomId || kind === 'direct') return []
    if (kind === 'notes') return [`/topic/notes.${roomId}`]
    return kind === 'ticket' && isStaff(this.#state.who.userRole) ? [`/topic/room.${roomId}`, `/topic/notes.${roomId}`] : [`/topic/room.${roomId}`]
  }

  #isOpen({ roomId }: Conversation): boolean {
    const { value } = this.#state.opened
    return roomId !== undefined && (roomId === value || notesOf(roomId) === value)
  }
}
