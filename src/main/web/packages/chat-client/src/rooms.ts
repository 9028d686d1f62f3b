import { notesOf } from './address.ts'
import type { StompSession } from './connection.ts'
import type { Conversation } from './conversation.ts'
import type { ChatEvent } from './events.ts'
import { isStaff } from './user.ts'
import type { ChatState } from './chatState.ts'

/**
 * Subscribes to what the rooms say of which the person is a member, for as long as a session lasts.
 */
export class Rooms {
  readonly #state: ChatState
  readonly #onEvent: (event: ChatEvent) => void
  #session: StompSession | null = null

  constructor(state: ChatState, onEvent: (event: ChatEvent) => void) {
    this.#state = state
    this.#onEvent = onEvent
  }

  connected(session: StompSession): void {
    this.#session = session
  }

  disconnected(): void {
    this.#session = null
  }

  /** Resolves when the subscriptions stand. A ticket room's notes come with it, for staff. */
  async follow(conversations: readonly Conversation[]): Promise<void> {
    const session = this.#session
    if (!session) return
    const staff = isStaff(this.#state.who.userRole)
    const destinations = conversations.flatMap(({ kind, roomId }) => {
      if (!roomId || kind === 'direct') return []
      if (kind === 'notes') return [`/topic/notes.${roomId}`]
      return kind === 'ticket' && staff ? [`/topic/room.${roomId}`, `/topic/notes.${roomId}`] : [`/topic/room.${roomId}`]
    })
    await Promise.all(destinations.map((destination) => session.subscribe(destination, this.#onEvent)))
  }

  /** Forgets a room, and the notes beside it. */
  left(roomId: string): void {
    this.#session?.unsubscribe(`/topic/room.${roomId}`)
    this.#session?.unsubscribe(`/topic/notes.${roomId}`)
    this.#state.forget(roomId)
    this.#state.forget(notesOf(roomId))
  }
}
