import type { Conversation } from './conversation.ts'
import type { DurableEvent } from './durableEvents.ts'
import { ignoreRefusal } from './errors.ts'
import {
  type ChatEvent,
  isChange,
  isDurable,
  isMembership,
  isMessage,
  type LogTrimmedEvent,
  type SyncEvent,
  type TypingEvent,
  type UserJoinedEvent,
} from './events.ts'
import type { NotificationPreferences } from './notificationPreferences.ts'
import type { Listeners } from './listeners.ts'
import type { Postman } from './postman.ts'
import type { Reading } from './reading.ts'
import type { RestApi } from './restApi.ts'
import type { Rooms } from './rooms.ts'
import type { ChatState } from './chatState.ts'
import type { Tickets } from './tickets.ts'

interface Parts {
  state: ChatState
  rest: RestApi
  rooms: Rooms
  tickets: Tickets
  preferences: NotificationPreferences
  reading: Reading
  listeners: Listeners
  /** Null until it is known who is signed in. */
  postman: () => Postman | null
  /** Gets the answer to `user_join`. */
  onJoined: (event: UserJoinedEvent) => void
}

/**
 * Takes what the server says, keeps the state right by it, and tells the listeners what is news.
 */
export class Incoming {
  readonly #parts: Parts
  /** Conversations that are read again. */
  readonly #again = new Set<string>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  receive(event: ChatEvent): void {
    const { state, rooms, preferences, reading, listeners, postman, onJoined } = this.#parts
    state.clock.heard(event.timestamp)
    if (isDurable(event)) {
      this.#receiveDurable(event)
      return
    }
    switch (event.type) {
      case 'typing_start':
      case 'typing_stop':
        this.#receiveTyping(event)
        break
      case 'user_online':
      case 'user_away':
      case 'user_offline':
        state.people.apply(event)
        break
      case 'user_changed':
        state.profileChanged(event)
        break
      case 'read':
        state.conversations.applyRead(event)
        break
      case 'unread_marked':
        reading.marked(event)
        break
      case 'user_joined':
        onJoined(event)
        break
      case 'room_joined':
        void this.fetch(event.conversationId).catch(ignoreRefusal)
        break
      case 'notification_settings_changed':
        void preferences.load().catch(ignoreRefusal)
        break
      case 'sync':
        // Until a first answer is there, the arrival compares by itself.
        if (state.epoch.admits(event.epoch)) this.#receiveSync(event.conversations)
        break
      case 'log_trimmed':
        this.#receiveTrimmed(event)
        break
      case 'error':
        if (event.event === 'subscribe') rooms.refused(event)
        else if (event.clientMessageId) postman()?.refused(event.clientMessageId, event)
        else reading.refused(event)
        break
    }
    listeners.tell(event)
  }

  /**
   * Asks the server for a conversation and follows it. Rejects with `not_found` also when it is not
   * ours to see.
   */
  async fetch(conversationId: string): Promise<Conversation> {
    const { state, rest, tickets } = this.#parts
    const conversation = await rest.conversation(conversationId)
    // Of a ticket's room that was opened by hand no event tells.
    if (conversation.kind === 'ticket' && conversation.ticketId !== undefined) tickets.refreshSoon(conversation.ticketId)
    state.conversations.merge([conversation])
    void this.follow([conversation])
    return conversation
  }

  /**
   * Follows conversations that were read before. Of those whose topics did not stand yet, what was
   * said until then is read after it: they are read again, one after the other.
   */
  async follow(conversations: readonly Conversation[]): Promise<void> {
    const awaited = await this.#parts.rooms.follow(conversations)
    void this.#readAgain(awaited.map(({ conversationId }) => conversationId).filter((id) => !this.#again.has(id)))
  }

  async #readAgain(conversationIds: readonly string[]): Promise<void> {
    const { state } = this.#parts
    for (const id of conversationIds) this.#again.add(id)
    for (const id of conversationIds) {
      await this.#refresh(id)
      this.#again.delete(id)
      // Its page may have been read even before the conversation was.
      const timeline = state.openTimeline(id)
      if (timeline && timeline.state.value.showsTo < (state.conversations.get(id)?.lastSeq ?? 0)) void timeline.catchUp()
    }
  }

  /**
   * Takes conversations as the server lists them: of each that has grown unseen its last message is
   * news.
   */
  take(conversations: readonly Conversation[]): void {
    const { state, listeners } = this.#parts
    const known = new Map(state.conversations.list.value.map(({ conversationId, lastSeq }) => [conversationId, lastSeq]))
    for (const { conversationId, firstSeq } of conversations) if (firstSeq !== undefined) state.openTimeline(conversationId)?.trim(firstSeq)
    for (const conversation of state.conversations.merge(conversations)) {
      void state.openTimeline(conversation.conversationId)?.catchUp()
      const { conversationId, lastMessage, lastReadSeq } = conversation
      const isNews = lastMessage && lastMessage.seq > Math.max(lastReadSeq, known.get(conversationId) ?? 0)
      if (isNews && lastMessage.senderId !== state.who.userId) listeners.tell(lastMessage)
    }
  }

  #receiveDurable(event: DurableEvent): void {
    const { state, listeners, postman, rooms, tickets } = this.#parts
    tickets.heard(event)
    const me = state.who.userId
    state.openTimeline(event.conversationId)?.receive(event)
    if (isChange(event)) state.pending.heard(event, me)
    if (isMessage(event)) {
      state.typing.stopped(event.conversationId, event.senderId)
      if (event.senderId === me && event.clientMessageId) postman()?.arrived(event.clientMessageId)
    }
    if (isMembership(event) && event.type === 'member_left' && event.userId === me) {
      rooms.left(event.roomId)
      listeners.tell(event)
      return
    }
    // The notes tell somebody of a room that clients do not know them to be in yet.
    if (isMembership(event) && event.roomId !== event.conversationId && event.userId === me) {
      void this.fetch(event.roomId).catch(ignoreRefusal)
    }
    const conversation = state.conversations.get(event.conversationId)
    if (conversation) {
      if (state.conversations.apply(event)) listeners.tell(event)
      // Unread messages are counted as they come; after a hole only the server knows their number.
      if (event.seq > conversation.lastSeq + 1) void this.#refresh(event.conversationId)
    } else {
      void this.fetch(event.conversationId).then(() => listeners.tell(event), ignoreRefusal)
    }
  }

  #receiveTyping({ type, senderId, senderName, roomId }: TypingEvent): void {
    const { state } = this.#parts
    if (senderId === state.who.userId) return
    const conversationId = roomId ?? state.conversations.directWith(senderId)?.conversationId
    if (!conversationId) return
    if (type === 'typing_stop') state.typing.stopped(conversationId, senderId)
    else state.typing.started(conversationId, { userId: senderId, userName: senderName })
  }

  /** How many of those that are left are unread only the server knows. */
  #receiveTrimmed({ conversationId, firstSeq }: Pick<LogTrimmedEvent, 'conversationId' | 'firstSeq'>): void {
    const { state } = this.#parts
    const before = state.conversations.get(conversationId)
    state.trim(conversationId, firstSeq)
    if (before && before.unreadCount > 0 && before.lastReadSeq < firstSeq - 1) void this.#refresh(conversationId)
  }

  #receiveSync(heads: SyncEvent['conversations']): void {
    const { conversations } = this.#parts.state
    for (const { conversationId, firstSeq } of heads) if (firstSeq !== undefined) this.#receiveTrimmed({ conversationId, firstSeq })
    const grown = heads.filter(({ conversationId, lastSeq }) => lastSeq > (conversations.get(conversationId)?.lastSeq ?? 0))
    for (const { conversationId } of grown) void this.#refresh(conversationId)
  }

  async #refresh(conversationId: string): Promise<void> {
    const conversation = await this.#parts.rest.conversation(conversationId).catch(ignoreRefusal)
    if (conversation) this.take([conversation])
  }
}
