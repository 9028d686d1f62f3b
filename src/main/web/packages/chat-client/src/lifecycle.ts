import { Arrival } from './arrival.ts'
import { ChatState } from './chatState.ts'
import { Connection, type StompSession } from './connection.ts'
import { bearerCredentials, cookieCredentials, type Credentials } from './credentials.ts'
import { ChatError, ignoreRefusal } from './errors.ts'
import type { ChatEvent } from './events.ts'
import { Incoming } from './incoming.ts'
import { inTime } from './inTime.ts'
import { Listeners } from './listeners.ts'
import { NotificationPreferences } from './notificationPreferences.ts'
import type { FileSender, Outcome, Upload } from './fileSender.ts'
import { type ChatClientOptions, filesOf, storageOf, type WindowPresence } from './options.ts'
import { Outbox } from './outbox.ts'
import { OwnTyping } from './ownTyping.ts'
import { Postman } from './postman.ts'
import { Reading } from './reading.ts'
import { RestApi } from './restApi.ts'
import { Rooms } from './rooms.ts'
import { Tickets } from './tickets.ts'
import { WaitingFiles } from './waitingFiles.ts'

/**
 * The newest conversations are where something can be missing: the list comes sorted by activity.
 */
const COMPARED = 50

/** Before a part of this package that could not be fetched is asked for again. */
const PART_MISSING_MS = 5_000

/** A server that answers slower than this helps nobody who waits for it. */
const START_TIMEOUT_MS = 20_000

/**
 * Wires up the parts of a {@link ChatClient} and takes them through its life: what is loaded at
 * first, in which order the parts learn that the connection stands or is lost, and what is compared
 * with the server meanwhile.
 */
export class Lifecycle {
  readonly rest: RestApi
  readonly preferences: NotificationPreferences
  readonly tickets: Tickets
  readonly state: ChatState
  readonly connection: Connection
  readonly rooms: Rooms
  readonly incoming: Incoming
  readonly reading: Reading
  readonly ownTyping: OwnTyping
  readonly listeners = new Listeners()
  readonly #options: ChatClientOptions
  readonly #arrival: Arrival
  #files: WaitingFiles | null = null
  /** For whom the calls are; known before the rest of {@link state} is there. */
  #userId: string | null = null
  #postman: Postman | null = null
  #session: StompSession | null = null
  #window: WindowPresence = { status: 'active', visible: true }
  #comparing: ReturnType<typeof setInterval> | undefined

  constructor(options: ChatClientOptions) {
    this.#options = options
    const baseUrl = options.baseUrl ?? location.origin
    const credentials = this.#watched(options.token ? bearerCredentials(options.token) : cookieCredentials(() => this.#userId))
    const rest = new RestApi(baseUrl, credentials, options.fetch)
    // Only a new connection tells all that there is, and misses nothing.
    const state = new ChatState(
      rest,
      () => this.connection.renewNow(),
      () => void this.#checkRole(),
    )
    const onEvent = (event: ChatEvent) => this.incoming.receive(event)
    const rooms = new Rooms(state, onEvent)
    this.rest = rest
    this.preferences = new NotificationPreferences(rest)
    this.tickets = new Tickets(state, rest)
    this.state = state
    this.rooms = rooms
    this.reading = new Reading(state)
    this.ownTyping = new OwnTyping(state)
    this.incoming = new Incoming({
      state,
      rest,
      rooms,
      tickets: this.tickets,
      preferences: this.preferences,
      reading: this.reading,
      listeners: this.listeners,
      postman: () => this.#postman,
      onJoined: (event) => this.#arrival.joined(event),
    })
    this.#arrival = new Arrival({
      state,
      rest,
      rooms,
      tickets: this.tickets,
      onEvent,
      onRestored: () => this.#restored(),
      take: (conversations) => this.incoming.take(conversations),
      follow: (conversations) => this.incoming.follow(conversations),
    })
    this.connection = new Connection({
      url: `${baseUrl.replace(/^http/, 'ws').replace(/\/$/, '')}/ws`,
      credentials,
      prepare: () => (this.state.me.value ? Promise.resolve() : this.load()),
      onConnected: (session) => this.#connected(session),
      onLost: () => this.#lost(),
      backoff: options.backoff,
      webSocket: options.webSocket,
    })
  }

  /** Null while there is no connection. */
  get session(): StompSession | null {
    return this.#session
  }

  /**
   * Rejects with why the server could not be asked who is signed in, after 20 seconds at the
   * latest.
   */
  load(): Promise<void> {
    return inTime(START_TIMEOUT_MS, async (late) => {
      this.#userId = null
      const me = await this.rest.me()
      if (late()) return
      this.#userId = me.userId
      const conversations = await this.rest.allConversations()
      if (late()) return
      this.#postman ??= this.#postmanOf(me.userId)
      this.state.pending.belongTo(me.userId, storageOf(this.#options))
      this.state.conversations.belongTo(me.userId)
      this.state.conversations.merge(conversations)
      this.state.pictures.learn([me])
      // Last, because it says that the rest is there.
      this.state.me.set(me)
    })
  }

  connect(): void {
    this.connection.start()
    clearInterval(this.#comparing)
    this.#comparing = setInterval(() => this.#window.visible && void this.#compare(), this.#options.syncEveryMs ?? 60_000)
  }

  stop(): void {
    clearInterval(this.#comparing)
    this.reading.tell()
    this.#lost()
    this.connection.stop()
  }

  setWindow(presence: WindowPresence): void {
    this.#window = presence
    this.#session?.send('/app/presence', presence)
  }

  /** The account itself may be another: a name or a role that was changed since the backup. */
  #restored(): void {
    this.reading.forget()
    void this.rest.me().then((me) => this.state.me.set(me), ignoreRefusal)
  }

  /**
   * Asks for the role, because an event may be late, and tells a session of a client less. It comes
   * before the new connection, which would otherwise ask for what is denied.
   */
  async #checkRole(): Promise<void> {
    const me = await this.rest.me().catch(ignoreRefusal)
    const { userId, userRole } = this.state.who
    if (me?.userRole === userRole) return
    if (me?.userId === userId) this.state.me.set(me)
    // An arrival may have been answered with the former role.
    this.connection.renewNow(true)
  }

  postman(): Postman {
    if (!this.#postman) throw new ChatError('unauthenticated', 'Not started')
    return this.#postman
  }

  /** The bytes of the files of unsent messages; null as long as nobody is known. */
  get files(): WaitingFiles | null {
    return this.#files
  }

  #postmanOf(userId: string): Postman {
    const outbox = new Outbox(storageOf(this.#options), userId)
    const files = new WaitingFiles(filesOf(this.#options), userId)
    this.#files = files
    void files.forgetUnless((clientMessageId) => outbox.isSaved(clientMessageId))
    const upload: Upload = async (conversationId, file, name, progress, signal) => {
      const sent = (await this.#options.prepareFile?.(file, name, signal)) ?? { file, name }
      return this.rest.uploadAttachment(conversationId, sent.file, sent.name, progress, signal)
    }
    let sender: FileSender | undefined
    const sendFiles = async (clientMessageId: string, signal: AbortSignal): Promise<Outcome> => {
      const later = await import('./laterFiles.ts').catch(() => null)
      // The server may know only a newer one, which a reload brings.
      if (!later) return { retryAfterMs: PART_MISSING_MS }
      sender ??= new later.FileSender(outbox, files, upload)
      return sender.send(clientMessageId, signal)
    }
    return new Postman(outbox, files, sendFiles, async (conversationId) => this.state.openTimeline(conversationId)?.catchUp())
  }

  async #connected(session: StompSession): Promise<void> {
    this.#session = session
    session.onLate = () => void this.#compare()
    this.rooms.connected(session)
    this.ownTyping.connected(session)
    await this.#arrival.on(session)
    // Messages that were handed to a session that is gone would wait for its answer.
    if (this.#session !== session) return
    session.send('/app/presence', this.#window)
    void this.preferences.load().catch(ignoreRefusal)
    this.reading.connected(session)
    this.postman().connected(session)
    this.state.pending.connected()
  }

  #lost(): void {
    this.#session?.subscriptions.end()
    this.#session = null
    this.#arrival.gone()
    this.rooms.disconnected()
    this.ownTyping.disconnected()
    this.reading.disconnected()
    this.state.disconnected()
    this.#postman?.disconnected()
    this.state.pending.disconnected()
  }

  async #compare(): Promise<void> {
    if (!this.#session) return
    void this.tickets.load()
    const page = await this.rest.conversations(undefined, COMPARED).catch(ignoreRefusal)
    if (!page) return
    this.incoming.take(page.items)
    // In those something was said that were not followed; an arrival follows what it reads.
    if (this.connection.state.value.status === 'online') void this.incoming.follow(page.items)
  }

  /**
   * Signs the client out once the credentials are found to be worthless, whoever finds it: a REST
   * call or the socket.
   */
  #watched(credentials: Credentials): Credentials {
    return {
      headers: () => credentials.headers(),
      renew: async () => {
        const renewed = await credentials.renew()
        if (!renewed && this.state.me.value) this.connection.stop('signed_out')
        return renewed
      },
    }
  }
}
