import type { BackoffOptions } from './backoff.ts'
import { Connection, type ConnectionState, type StompSession } from './connection.ts'
import { Conversations } from './conversations.ts'
import { bearerCredentials, cookieCredentials, type Credentials, type TokenSource } from './credentials.ts'
import { ChatError } from './errors.ts'
import { isDurable, isMessage, isStaff, type ChatEvent, type Conversation, type DurableEvent, type ErrorEvent, type UserJoinedEvent } from './events.ts'
import { newMessageId } from './messageId.ts'
import { Observable } from './observable.ts'
import { Outbox, type OutboxStorage, type OutgoingMessage } from './outbox.ts'
import { People } from './people.ts'
import { Postman } from './postman.ts'
import { RestApi, type Me } from './restApi.ts'
import { Timeline } from './timeline.ts'
import { Typing, type Typist } from './typing.ts'

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

const TYPING_REFRESH_MS = 3_000
/** Scrolling through what is unread moves the mark many times a second. */
const READ_AFTER_MS = 250

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
  readonly #connection: Connection
  readonly #conversations = new Conversations()
  readonly #people = new People()
  readonly #typing = new Typing()
  readonly #timelines = new Map<string, Timeline>()
  readonly #listeners = new Set<(event: ChatEvent) => void>()
  readonly #me = new Observable<Me | null>(null)
  readonly #options: ChatClientOptions
  #postman: Postman | null = null
  #session: StompSession | null = null
  #window: WindowPresence = { status: 'active', visible: true }
  #unsentReads = new Map<string, number>()
  #typingSince = new Map<string, number>()
  #answer: ((joined: UserJoinedEvent) => void) | null = null
  #clockSkewMs = 0
  #sync: ReturnType<typeof setInterval> | undefined
  #readTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: ChatClientOptions = {}) {
    this.#options = options
    const baseUrl = options.baseUrl ?? location.origin
    const credentials = this.#watched(options.token ? bearerCredentials(options.token) : cookieCredentials())
    this.rest = new RestApi(baseUrl, credentials, options.fetch)
    this.#connection = new Connection({
      url: `${baseUrl.replace(/^http/, 'ws').replace(/\/$/, '')}/ws`,
      credentials,
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

  /** Who is signed in; null before {@link start} has found out. */
  get me(): Observable<Me | null> {
    return this.#me
  }

  /** My conversations, the most recently active first. */
  get conversations(): Observable<readonly Conversation[]> {
    return this.#conversations.list
  }

  /** Everybody of whom the client has heard, by `userId`, with presence. */
  get people(): People['all'] {
    return this.#people.all
  }

  /** Messages on their way; see {@link OutgoingMessage}. Empty before {@link start} has found out who is signed in. */
  get outgoing(): Observable<readonly OutgoingMessage[]> {
    return this.#outbox().messages
  }

  /** False once an unsent message could not be saved in the browser and would not survive a reload. */
  get outgoingSaved(): Observable<boolean> {
    return this.#outbox().saved
  }

  /** The server's clock, as well as it is known: the local one may be hours off. */
  now(): Date {
    return new Date(Date.now() + this.#clockSkewMs)
  }

  /**
   * Finds out who is signed in, loads the conversations and connects; from then on it stays connected until
   * {@link stop}. Rejects with a {@link ChatError}: `unauthenticated`, or why the server could not be asked.
   */
  async start(): Promise<void> {
    const me = await this.rest.me()
    this.#me.set(me)
    this.#conversations.belongTo(me.userId)
    this.#postman ??= new Postman(new Outbox(this.#storage(), me.userId), (conversationId) => this.#timelines.get(conversationId)?.catchUp() ?? Promise.resolve())
    this.#conversations.merge((await this.rest.conversations(undefined, 200)).items)
    this.#connection.start()
    clearInterval(this.#sync)
    this.#sync = setInterval(() => void this.#compare(), this.#options.syncEveryMs ?? 60_000)
  }

  /** Closes the connection. What has not been sent stays saved. */
  stop(): void {
    clearInterval(this.#sync)
    this.#sendReads()
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
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The log of one conversation; call {@link Timeline.open} to load it. */
  timeline(conversationId: string): Timeline {
    let timeline = this.#timelines.get(conversationId)
    if (!timeline) this.#timelines.set(conversationId, (timeline = new Timeline(conversationId, this.rest)))
    return timeline
  }

  conversation(conversationId: string): Conversation | undefined {
    return this.#conversations.get(conversationId)
  }

  /** A conversation that may not be in the list yet. Rejects with `not_found` also when it is not ours to see. */
  async fetchConversation(conversationId: string): Promise<Conversation> {
    const conversation = await this.rest.conversation(conversationId)
    this.#conversations.merge([conversation])
    void this.#follow([conversation])
    return conversation
  }

  /** The direct conversation with a person, created if there is none. */
  async openDirect(userId: string): Promise<Conversation> {
    const conversation = this.#conversations.directWith(userId) ?? (await this.rest.openDirect(userId))
    this.#conversations.merge([conversation])
    return conversation
  }

  /** Becomes a member of a room and follows it. */
  async joinRoom(roomId: string): Promise<Conversation> {
    await this.rest.addMember(roomId, this.#who().userId)
    return this.fetchConversation(roomId)
  }

  /** Opens a room and follows it. Staff only. */
  async createRoom(room: Parameters<RestApi['createRoom']>[0]): Promise<Conversation> {
    return this.fetchConversation((await this.rest.createRoom(room)).conversationId)
  }

  /** Stops being a member of a room. */
  leaveRoom(roomId: string): void {
    this.#session?.send('/app/leave_room', { roomId }, () => this.#forget(roomId))
  }

  /**
   * Writes a message. It is in {@link outgoing} at once, goes out when the connection allows, again after each
   * reconnect or reload until the server has it, and is stored once. Returns its `clientMessageId`.
   */
  send(conversationId: string, content: string): string {
    const conversation = this.#conversations.get(conversationId)
    if (!conversation) throw new ChatError('not_found', `No conversation ${conversationId}`)
    const clientMessageId = newMessageId()
    this.#postmanOrThrow().take({
      clientMessageId,
      conversationId,
      content,
      target: this.#targetOf(conversation),
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
    const conversation = this.#conversations.get(conversationId)
    if (!conversation || seq <= conversation.lastReadSeq) return
    this.#conversations.applyRead({ conversationId, userId: this.#who().userId, readSeq: seq })
    this.#unsentReads.set(conversationId, seq)
    this.#readTimer ??= setTimeout(() => this.#sendReads(), READ_AFTER_MS)
  }

  /** Who else is typing in a conversation. */
  typists(conversationId: string): Observable<readonly Typist[]> {
    return this.#typing.typistsIn(conversationId)
  }

  /** To be called on every key press: the server is told at most every three seconds. */
  startTyping(conversationId: string): void {
    const conversation = this.#conversations.get(conversationId)
    if (!conversation || !this.#session || Date.now() - (this.#typingSince.get(conversationId) ?? 0) < TYPING_REFRESH_MS) return
    // A note's typing would tell the client in the ticket room that one is being written.
    if (conversation.kind === 'notes') return
    this.#typingSince.set(conversationId, Date.now())
    this.#session.send('/app/typing_start', this.#targetOf(conversation))
  }

  /** To be called when the composer is emptied or left. */
  stopTyping(conversationId: string): void {
    const conversation = this.#conversations.get(conversationId)
    if (!conversation || !this.#typingSince.delete(conversationId)) return
    this.#session?.send('/app/typing_stop', this.#targetOf(conversation))
  }

  /** Says what this window is doing; it is said again after every reconnect. */
  setWindow(presence: WindowPresence): void {
    this.#window = presence
    this.#session?.send('/app/presence', presence)
  }

  /** Puts people into {@link people}, for instance the answer of a search. */
  learnPeople(users: Parameters<People['learn']>[0]): void {
    this.#people.learn(users)
  }

  async #connected(session: StompSession): Promise<void> {
    const receive = (event: ChatEvent) => this.#receive(event)
    const known = new Map(this.#conversations.list.value.map(({ conversationId, lastSeq }) => [conversationId, lastSeq]))
    const destinations = ['/user/queue/messages', '/user/queue/notifications', '/user/queue/errors', '/topic/presence.employees']
    if (isStaff(this.#who().userRole)) destinations.push('/topic/presence.clients')
    this.#session = session
    await Promise.all([
      ...destinations.map((destination) => session.subscribe(destination, receive)),
      this.#follow(this.#conversations.list.value),
    ])

    // Only now is nothing missed any more, so only now is what the server says complete.
    const joined = await this.#join(session)
    this.#people.learnOnline(joined.online)
    this.#followBack(joined.conversations, known)
    this.#take(joined.conversations)
    this.#conversations.keepOnly(new Set(joined.conversations.map(({ conversationId }) => conversationId)))
    await this.#follow(joined.conversations)
    void Promise.all([...this.#timelines.values()].map((timeline) => timeline.catchUp()))

    session.send('/app/presence', this.#window)
    this.#sendReads()
    this.#postmanOrThrow().connected(session)
  }

  /**
   * A log that ends before what was known of it has been restored from a backup. What this client has is worth nothing then,
   * and waiting for events with a higher `seq` would drop all that is said until then.
   */
  #followBack(conversations: readonly Conversation[], known: ReadonlyMap<string, number>): void {
    for (const { conversationId, lastSeq } of conversations) {
      if (lastSeq >= (known.get(conversationId) ?? 0)) continue
      this.#conversations.remove(conversationId)
      void this.#timelines.get(conversationId)?.startOver()
    }
  }

  #join(session: StompSession): Promise<UserJoinedEvent> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new ChatError('unreachable', 'user_join was not answered')), 10_000)
      this.#answer = (joined) => {
        clearTimeout(timer)
        resolve(joined)
      }
      session.send('/app/user_join', {})
    })
  }

  #sendReads(): void {
    clearTimeout(this.#readTimer)
    this.#readTimer = undefined
    if (!this.#session) return
    for (const [conversationId, seq] of this.#unsentReads) this.#session.send('/app/read', { conversationId, seq })
    this.#unsentReads.clear()
  }

  #lost(): void {
    this.#session = null
    this.#answer = null
    this.#typing.clear()
    this.#typingSince.clear()
    this.#postman?.disconnected()
  }

  /** Subscribes to what these rooms say; a ticket room's notes too, for staff. */
  async #follow(conversations: readonly Conversation[]): Promise<void> {
    const session = this.#session
    if (!session) return
    const destinations = conversations.flatMap(({ kind, roomId }) => {
      if (!roomId || kind === 'direct') return []
      if (kind === 'notes') return [`/topic/notes.${roomId}`]
      return kind === 'ticket' && isStaff(this.#who().userRole) ? [`/topic/room.${roomId}`, `/topic/notes.${roomId}`] : [`/topic/room.${roomId}`]
    })
    await Promise.all(destinations.map((destination) => session.subscribe(destination, (event) => this.#receive(event))))
  }

  #forget(roomId: string): void {
    this.#session?.unsubscribe(`/topic/room.${roomId}`)
    this.#session?.unsubscribe(`/topic/notes.${roomId}`)
    for (const conversationId of [roomId, `notes-${roomId}`]) {
      this.#conversations.remove(conversationId)
      this.#timelines.delete(conversationId)
    }
  }

  #receive(event: ChatEvent): void {
    this.#clockSkewMs = Date.parse(event.timestamp) - Date.now()
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
        this.#people.apply(event)
        break
      case 'read':
        this.#conversations.applyRead(event)
        break
      case 'user_joined':
        this.#answer?.(event)
        break
      case 'room_joined':
        void this.fetchConversation(event.conversationId).catch(ignoreRefusal)
        break
      case 'sync':
        this.#receiveSync(event.conversations)
        break
      case 'error':
        this.#receiveError(event)
        break
    }
    this.#tell(event)
  }

  #receiveDurable(event: DurableEvent): void {
    this.#timelines.get(event.conversationId)?.receive(event)
    if (isMessage(event)) {
      this.#typing.stopped(event.conversationId, event.senderId)
      if (event.senderId === this.#who().userId && event.clientMessageId) this.#postman?.arrived(event.clientMessageId)
    }
    if (event.type === 'member_left' && event.userId === this.#who().userId) {
      this.#forget(event.roomId)
      this.#tell(event)
      return
    }
    const conversation = this.#conversations.get(event.conversationId)
    if (conversation) {
      if (this.#conversations.apply(event)) this.#tell(event)
      // Unread messages are counted as they come; after a hole only the server knows their number.
      if (event.seq > conversation.lastSeq + 1) void this.#refresh(event.conversationId)
    } else {
      void this.fetchConversation(event.conversationId).then(() => this.#tell(event), ignoreRefusal)
    }
  }

  #receiveTyping(event: Extract<ChatEvent, { type: 'typing_start' | 'typing_stop' }>): void {
    if (event.senderId === this.#who().userId) return
    const conversationId = event.roomId ?? this.#conversations.directWith(event.senderId)?.conversationId
    if (!conversationId) return
    if (event.type === 'typing_stop') this.#typing.stopped(conversationId, event.senderId)
    else this.#typing.started(conversationId, { userId: event.senderId, userName: event.senderName })
  }

  #receiveError(event: ErrorEvent): void {
    if (event.clientMessageId) this.#postman?.refused(event.clientMessageId, event)
  }

  #receiveSync(heads: readonly { conversationId: string; lastSeq: number }[]): void {
    const grown = heads.filter(({ conversationId, lastSeq }) => lastSeq > (this.#conversations.get(conversationId)?.lastSeq ?? 0))
    for (const { conversationId } of grown) void this.#refresh(conversationId)
  }

  async #refresh(conversationId: string): Promise<void> {
    const conversation = await this.rest.conversation(conversationId).catch(ignoreRefusal)
    if (conversation) this.#take([conversation])
  }

  /** The newest conversations are where something can be missing: the list comes sorted by activity. */
  async #compare(): Promise<void> {
    if (!this.#session || !this.#window.visible) return
    const page = await this.rest.conversations(undefined, 50).catch(ignoreRefusal)
    if (page) this.#take(page.items)
  }

  #take(conversations: readonly Conversation[]): void {
    const me = this.#who().userId
    for (const conversation of this.#conversations.merge(conversations)) {
      void this.#timelines.get(conversation.conversationId)?.catchUp()
      const { lastMessage, lastReadSeq } = conversation
      if (lastMessage && lastMessage.senderId !== me && lastMessage.seq > lastReadSeq) this.#tell(lastMessage)
    }
  }

  #tell(event: ChatEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #targetOf({ conversationId, kind, roomId, members }: Conversation): OutgoingMessage['target'] {
    if (kind === 'notes') return { roomId: roomId ?? conversationId.replace(/^notes-/, ''), note: true }
    if (kind !== 'direct') return { roomId: roomId ?? conversationId }
    const me = this.#who().userId
    return { receiverId: (members.find(({ userId }) => userId !== me) ?? { userId: me }).userId }
  }

  #who(): Me {
    if (!this.#me.value) throw new ChatError('unauthenticated', 'Not started')
    return this.#me.value
  }

  #postmanOrThrow(): Postman {
    if (!this.#postman) throw new ChatError('unauthenticated', 'Not started')
    return this.#postman
  }

  #outbox(): Outbox {
    return this.#postmanOrThrow().outbox
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
        if (!renewed && this.#me.value) this.#connection.stop('signed_out')
        return renewed
      },
    }
  }
}

function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof ChatError)) throw error
}
