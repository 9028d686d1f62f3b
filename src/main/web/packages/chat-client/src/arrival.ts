import type { StompSession } from './connection.ts'
import type { Conversation } from './conversation.ts'
import { ChatError, ignoreRefusal } from './errors.ts'
import type { ChatEvent, UserJoinedEvent } from './events.ts'
import { isStaff } from './user.ts'
import type { RestApi } from './restApi.ts'
import type { Rooms } from './rooms.ts'
import type { ChatState } from './chatState.ts'
import type { Tickets } from './tickets.ts'

const ANSWER_TIMEOUT_MS = 10_000
/** `user_joined` of older servers, which do not say whether it has all, has no more than this. */
const LISTED = 100

interface Parts {
  state: ChatState
  rest: RestApi
  rooms: Rooms
  tickets: Tickets
  onEvent: (event: ChatEvent) => void
  /** Told that all that is known is of a former state of the database. */
  onRestored: () => void
  /** Takes conversations that may have grown meanwhile. */
  take: (conversations: readonly Conversation[]) => void
  /** Follows conversations, and reads again what was read too early for it. */
  follow: (conversations: readonly Conversation[]) => Promise<void>
}

/**
 * What happens on each new connection, in the order that loses nothing: subscribe, wait until the
 * subscriptions are active, query the current state, and fetch missed events.
 */
export class Arrival {
  readonly #parts: Parts
  #answer: ((joined: UserJoinedEvent) => void) | null = null
  #session: StompSession | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Resolves when the state is complete; rejects if the server does not say what there is, or
   * speaks to somebody else.
   */
  async on(session: StompSession): Promise<void> {
    const { state, rest, rooms, tickets, onEvent, onRestored, take, follow } = this.#parts
    this.#session = session
    const known = new Map(state.conversations.list.value.map(({ conversationId, lastSeq }) => [conversationId, lastSeq]))
    // Refusals of all that follows come by the first.
    const destinations = ['/user/queue/errors', '/user/queue/messages', '/user/queue/notifications', '/topic/presence.employees']
    if (isStaff(state.who.userRole)) destinations.push('/topic/presence.clients')
    await Promise.all([
      ...destinations.map((destination) => session.subscribe(destination, onEvent)),
      rooms.follow(state.conversations.list.value),
      tickets.connected(session),
    ])

    if (this.#session !== session) return
    // Only now is nothing missed any more, so only now is what the server says complete.
    state.people.askedForOnline()
    const joined = await this.#join(session)
    // The page's cookie is the browser's: another tab may have logged out since, and somebody else
    // in.
    if (joined.userId !== state.who.userId) throw new ChatError('unauthenticated', `${joined.userId} is signed in instead`)
    const { userName, userRole } = state.who
    if (joined.userName !== userName || joined.userRole !== userRole) {
      state.me.set({ ...state.who, userName: joined.userName, userRole: joined.userRole })
      // What to subscribe to follows the role.
      if (joined.userRole !== userRole) return this.on(session)
    }
    const conversations = await this.#all(joined)
    // What was asked for another one says less.
    if (this.#session !== session) return
    state.people.learnOnline(joined.online)
    if (state.epoch.begin(joined.epoch)) {
      onRestored()
      state.startOver(state.known)
    } else this.#setBack(conversations, known)
    take(conversations)
    state.conversations.keepOnly(new Set(conversations.map(({ conversationId }) => conversationId)), known)
    await follow(conversations)
    state.connected()
    void tickets.load()
    void rest.messageSettings().then((settings) => state.messageSettings.set(settings), ignoreRefusal)
  }

  /** Takes the answer to `user_join`. */
  joined(event: UserJoinedEvent): void {
    this.#answer?.(event)
  }

  gone(): void {
    this.#answer = null
    this.#session = null
  }

  #join(session: StompSession): Promise<UserJoinedEvent> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new ChatError('unreachable', 'user_join was not answered')), ANSWER_TIMEOUT_MS)
      this.#answer = (joined) => {
        clearTimeout(timer)
        resolve(joined)
      }
      session.send('/app/user_join', {})
    })
  }

  /** Treated as complete, a part of the list would drop the omitted conversations. */
  async #all({ conversations, nextCursor }: UserJoinedEvent): Promise<readonly Conversation[]> {
    const complete = nextCursor === undefined ? conversations.length < LISTED : nextCursor === null
    return complete ? conversations : this.#parts.rest.allConversations()
  }

  /**
   * A log that ends before what was known of it has been restored from a backup. Then this client's
   * events are invalid, and waiting for a higher `seq` would drop all new events up to it.
   */
  #setBack(conversations: readonly Conversation[], known: ReadonlyMap<string, number>): void {
    const setBack = conversations.filter(({ conversationId, lastSeq }) => lastSeq < (known.get(conversationId) ?? 0))
    this.#parts.state.startOver(setBack.map(({ conversationId }) => conversationId))
  }
}
