import { targetOf } from './address.ts'
import { Arrival } from './arrival.ts'
import type { BackoffOptions } from './backoff.ts'
import { Connection, type ConnectionState, type StompSession } from './connection.ts'
import { bearerCredentials, cookieCredentials, type Credentials, type TokenSource } from './credentials.ts'
import { ChatError } from './errors.ts'
import type { ChatEvent, Conversation } from './events.ts'
import { ignoreRefusal, Incoming } from './incoming.ts'
import { inTime } from './inTime.ts'
import { Listeners } from './listeners.ts'
import { newMessageId } from './messageId.ts'
import { NotificationPreferences } from './notificationSettings.ts'
import type { Observable } from './observable.ts'
import { Outbox, type OutboxStorage, type OutgoingMessage } from './outbox.ts'
import { OwnTyping } from './ownTyping.ts'
import type { People } from './people.ts'
import { Postman } from './postman.ts'
import { Reading } from './reading.ts'
import { RestApi, type Me } from './restApi.ts'
import { Rooms } from './rooms.ts'
import { ChatState } from './chatState.ts'
import { Tickets } from './tickets.ts'
import type { Timeline } from './timeline.ts'
import type { Typist } from './typing.ts'

/** What this window is doing, for the presence that others see and for who needs a notification. */
export interface WindowPresence {
  status: 'active' | 'away' | 'dnd'
  visible: boolean
  /** The conversation that is open, if one is. */
  conversationId?: string
}

export interface ChatClientOptions {
  /** Where the server is, such as `https://chat.example.org`. Default: where the page came from. */
  baseUrl?: string
  /** Gives the bearer token. Leave it out on the server's own page, where a session cookie takes its place. */
  token?: TokenSource
  /** Where unsent messages survive a reload; null for memory alone. Default: `localStorage`, if it can be used. */
  storage?: OutboxStorage | null
  /** How long to wait between attempts to connect. */
  backoff?: BackoffOptions
  /** How often to compare with the server what both have, in milliseconds. Default 60,000. */
  syncEveryMs?: number
  /** Opens the socket, where there is no global `WebSocket`. */
  webSocket?: (url: string) => WebSocket
  fetch?: typeof fetch
}

/** The newest conversations are where something can be missing: the list comes sorted by activity. */
const COMPARED = 50

/** A server that answers slower than this helps nobody who waits for it. */
const START_TIMEOUT_MS = 20_000

/**
 * One person's connection to the chat: everything that a screen shows, kept right while the network comes and goes.
 *
 * ```ts
 * const chat = new ChatClient({ baseUrl: 'https://chat.example.org', token: (refused) => fetchToken(refused) })
 * await chat.start()
 * chat.conversations.subscribe(() => console.log(chat.conversations.value))
 * chat.send(chat.conversations.value[0].conversationId, 'Hello')
 * ```
 *
 * State lies in {@link Observable}s. Only {@link start} and the calls of {@link rest} can reject; the rest is said by
 * {@link connection}, by the state of a message, and by {@link onEvent} (`error`).
 */
export class ChatClient {
  /** The REST calls, for what is not kept here: people, rooms, history elsewhere. */
  readonly rest: RestApi
  /** How the person wants to be notified; loaded with every connection. */
  readonly notificationPreferences: NotificationPreferences
  /** The helpdesk's open tickets, and what staff do with them. */
  readonly tickets: Tickets
  readonly #options: ChatClientOptions
  readonly #state: ChatState
  readonly #connection: Connection
  readonly #rooms: Rooms
  readonly #incoming: Incoming
  readonly #arrival: Arrival
  readonly #reading: Reading
  readonly #ownTyping: OwnTyping
  readonly #listeners = new Listeners()
  #postman: Postman | null = null
  #session: StompSession | null = null
  #window: WindowPresence = { status: 'active', visible: true }
  #comparing: ReturnType<typeof setInterval> | undefined

  constructor(options: ChatClientOptions = {}) {
    this.#options = options
    const baseUrl = options.baseUrl ?? location.origin
    const credentials = this.#watched(options.token ? bearerCredentials(options.token) : cookieCredentials())
    const rest = new RestApi(baseUrl, credentials, options.fetch)
    const state = new ChatState(rest)
    const onEvent = (event: ChatEvent) => this.#incoming.receive(event)
    const rooms = new Rooms(state, onEvent)
    this.rest = rest
    this.notificationPreferences = new NotificationPreferences(rest)
    this.tickets = new Tickets(state, rest)
    this.#state = state
    this.#rooms = rooms
    this.#reading = new Reading(state)
    this.#ownTyping = new OwnTyping(state)
    this.#incoming = new Incoming({
      state,
      rest,
      rooms,
      tickets: this.tickets,
      preferences: this.notificationPreferences,
      listeners: this.#listeners,
      postman: () => this.#postman,
      onJoined: (event) => this.#arrival.joined(event),
    })
    this.#arrival = new Arrival({ state, rest, rooms, tickets: this.tickets, onEvent, take: (conversations) => this.#incoming.take(conversations) })
    this.#connection = new Connection({
      url: `${baseUrl.replace(/^http/, 'ws').replace(/\/$/, '')}/ws`,
      credentials,
      prepare: () => (this.#state.me.value ? Promise.resolve() : this.#load()),
      onConnected: (session) => this.#connected(session),
      onLost: () => this.#lost(),
      backoff: options.backoff,
      webSocket: options.webSocket,
    })
  }

  /** Whether the connection stands; see {@link ConnectionState}. */
  get connection(): Observable<ConnectionState> {
    return this.#connection.state
  }

  /** Who is signed in; null before {@link start} or {@link connect} has found out. */
  get me(): Observable<Me | null> {
    return this.#state.me
  }

  /** My conversations, the most recently active first. */
  get conversations(): Observable<readonly Conversation[]> {
    return this.#state.conversations.list
  }

  /** Everybody of whom the client has heard, by `userId`, with presence. */
  get people(): People['all'] {
    return this.#state.people.all
  }

  /** Messages on their way; see {@link OutgoingMessage}. Not to be asked for before {@link me} is known. */
  get outgoing(): Observable<readonly OutgoingMessage[]> {
    return this.#postmanOrThrow().outbox.messages
  }

  /** False once an unsent message could not be saved in the browser and would not survive a reload. */
  get outgoingSaved(): Observable<boolean> {
    return this.#postmanOrThrow().outbox.saved
  }

  /** The server's clock, as well as it is known: the local one may be hours off. */
  now(): Date {
    return this.#state.clock.now()
  }

  /**
   * Finds out who is signed in, loads the conversations and connects; from then on it stays connected until
   * {@link stop}. Rejects with a {@link ChatError}: `unauthenticated`, or why the server could not be asked, which it says
   * within 20 seconds. It can be called again. A page that has more to show than the chat calls {@link connect} instead.
   */
  async start(): Promise<void> {
    await this.#load()
    this.connect()
  }

  /**
   * What {@link start} does, without keeping anybody waiting: it returns at once, and tries again for as long as the server
   * does not answer. {@link me} turns from null to who is signed in, {@link connection} tells how it stands; it becomes
   * `signed_out` if nobody is signed in.
   */
  connect(): void {
    this.#connection.start()
    clearInterval(this.#comparing)
    this.#comparing = setInterval(() => void this.#compare(), this.#options.syncEveryMs ?? 60_000)
  }

  /** Closes the connection. What has not been sent stays saved. */
  stop(): void {
    clearInterval(this.#comparing)
    this.#reading.tell()
    this.#lost()
    this.#connection.stop()
  }

  /** While offline: tries at once instead of at the end of the wait. */
  reconnect(): void {
    this.#connection.retryNow()
  }

  /** To be called when the browser says that the network has gone: the present connection is given up and made again. */
  networkChanged(): void {
    this.#connection.renewNow()
  }

  /**
   * Calls `listener` with every live event, each durable one once. What happened while the client was away shows in
   * {@link conversations} and {@link timeline}; of each conversation that grew meanwhile its last message is told here
   * too. Returns the function that ends it.
   */
  onEvent(listener: (event: ChatEvent) => void): () => void {
    return this.#listeners.add(listener)
  }

  /** The log of one conversation; call {@link Timeline.open} to load it. */
  timeline(conversationId: string): Timeline {
    return this.#state.timeline(conversationId)
  }

  conversation(conversationId: string): Conversation | undefined {
    return this.#state.conversations.get(conversationId)
  }

  /** A conversation that may not be in the list yet. Rejects with `not_found` also when it is not ours to see. */
  fetchConversation(conversationId: string): Promise<Conversation> {
    return this.#incoming.fetch(conversationId)
  }

  /** The direct conversation with a person, created if there is none. */
  async openDirect(userId: string): Promise<Conversation> {
    const conversation = this.#state.conversations.directWith(userId) ?? (await this.rest.openDirect(userId))
    this.#state.conversations.merge([conversation])
    return conversation
  }

  /** Becomes a member of a room and follows it. */
  async joinRoom(roomId: string): Promise<Conversation> {
    await this.rest.addMember(roomId, this.#state.who.userId)
    return this.fetchConversation(roomId)
  }

  /** Opens a room and follows it. Staff only. */
  async createRoom(room: Parameters<RestApi['createRoom']>[0]): Promise<Conversation> {
    return this.fetchConversation((await this.rest.createRoom(room)).conversationId)
  }

  /** Stops being a member of a room. */
  leaveRoom(roomId: string): void {
    this.#session?.send('/app/leave_room', { roomId }, () => this.#rooms.left(roomId))
  }

  /**
   * Writes a message. It is in {@link outgoing} at once, goes out when the connection allows, again after each
   * reconnect or reload until the server has it, and is stored once. Returns its `clientMessageId`.
   */
  send(conversationId: string, content: string): string {
    const conversation = this.#state.conversations.get(conversationId)
    if (!conversation) throw new ChatError('not_found', `No conversation ${conversationId}`)
    const clientMessageId = newMessageId()
    this.#postmanOrThrow().take({
      clientMessageId,
      conversationId,
      content,
      target: targetOf(conversation, this.#state.who.userId),
      createdAt: Date.now(),
      state: 'waiting',
    })
    this.stopTyping(conversationId)
    return clientMessageId
  }

  /** Sends a failed message again. */
  retry(clientMessageId: string): void {
    this.#postmanOrThrow().retry(clientMessageId)
  }

  /** Gives up a message that has not been sent. */
  discard(clientMessageId: string): void {
    this.#postmanOrThrow().discard(clientMessageId)
  }

  /** Says that the person has read up to and including `seq`; may be called on every scroll. While offline it is remembered. */
  markRead(conversationId: string, seq: number): void {
    this.#reading.readUpTo(conversationId, seq)
  }

  /** Who else is typing in a conversation. */
  typists(conversationId: string): Observable<readonly Typist[]> {
    return this.#state.typing.typistsIn(conversationId)
  }

  /** To be called on every key press: the server is told at most every three seconds. */
  startTyping(conversationId: string): void {
    this.#ownTyping.start(conversationId)
  }

  /** To be called when the composer is emptied or left. */
  stopTyping(conversationId: string): void {
    this.#ownTyping.stop(conversationId)
  }

  /** Says what this window is doing; it is said again after every reconnect. */
  setWindow(presence: WindowPresence): void {
    this.#window = presence
    this.#session?.send('/app/presence', presence)
  }

  /** Puts people into {@link people}, for instance the answer of a search. */
  learnPeople(users: Parameters<People['learn']>[0]): void {
    this.#state.people.learn(users)
  }

  #load(): Promise<void> {
    return inTime(START_TIMEOUT_MS, async (late) => {
      const me = await this.rest.me()
      const conversations = await this.rest.allConversations()
      if (late()) return
      this.#postman ??= new Postman(new Outbox(this.#storage(), me.userId), async (conversationId) => this.#state.openTimeline(conversationId)?.catchUp())
      this.#state.conversations.belongTo(me.userId)
      this.#state.conversations.merge(conversations)
      // Last, because it says that the rest is there.
      this.#state.me.set(me)
    })
  }

  async #connected(session: StompSession): Promise<void> {
    this.#session = session
    this.#rooms.connected(session)
    this.#ownTyping.connected(session)
    await this.#arrival.on(session)
    session.send('/app/presence', this.#window)
    void this.notificationPreferences.load().catch(ignoreRefusal)
    this.#reading.connected(session)
    this.#postmanOrThrow().connected(session)
  }

  #lost(): void {
    this.#session = null
    this.#arrival.gone()
    this.#rooms.disconnected()
    this.#ownTyping.disconnected()
    this.#reading.disconnected()
    this.#state.typing.clear()
    this.#postman?.disconnected()
  }

  async #compare(): Promise<void> {
    if (!this.#session || !this.#window.visible) return
    void this.tickets.load()
    const page = await this.rest.conversations(undefined, COMPARED).catch(ignoreRefusal)
    if (page) this.#incoming.take(page.items)
  }

  #postmanOrThrow(): Postman {
    if (!this.#postman) throw new ChatError('unauthenticated', 'Not started')
    return this.#postman
  }

  #storage(): OutboxStorage | null {
    if (this.#options.storage !== undefined) return this.#options.storage
    try {
      return globalThis.localStorage ?? null
    } catch {
      return null
    }
  }

  /** Signs the client out once the credentials are found to be worthless, whoever finds it: a REST call or the socket. */
  #watched(credentials: Credentials): Credentials {
    return {
      headers: () => credentials.headers(),
      renew: async () => {
        const renewed = await credentials.renew()
        if (!renewed && this.#state.me.value) this.#connection.stop('signed_out')
        return renewed
      },
    }
  }
}
