import { Client, type IFrame } from '@stomp/stompjs'
import { Backoff, type BackoffOptions } from './backoff.ts'
import type { Credentials } from './credentials.ts'
import { ChatError } from './errors.ts'
import type { ChatEvent } from './events.ts'
import { inTime } from './inTime.ts'
import { Observable } from './observable.ts'
import { Subscriptions } from './subscriptions.ts'

/**
 * `connecting`: the first attempt; `online`: subscribed and caught up; `offline`: between attempts,
 * or trying again; `signed_out`: the credentials are worthless and could not be renewed; `stopped`:
 * not wanted.
 */
export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'signed_out' | 'stopped'

export interface ConnectionState {
  status: ConnectionStatus
  /**
   * When the next attempt begins, in milliseconds of the local clock; null while one is under way.
   */
  retryAt: number | null
}

export interface ConnectionOptions {
  url: string
  credentials: Credentials
  /**
   * Called before each attempt; if it rejects, the attempt has failed, and with `unauthenticated`
   * all of them.
   */
  prepare?: () => Promise<void>
  /** Called on every new connection; when it resolves the connection counts as online. */
  onConnected: (session: StompSession) => Promise<void>
  onLost: () => void
  backoff?: BackoffOptions | undefined
  webSocket?: ((url: string) => WebSocket) | undefined
}

const CONNECT_TIMEOUT_MS = 15_000
const HEARTBEAT_MS = 10_000
/** A longer wait is a mistake, and a timer set for weeks would fire immediately. */
const LONGEST_TURN_MS = 600_000

/** A connection that is reopened as long as it is wanted, with exponential backoff and jitter. */
export class Connection {
  readonly state = new Observable<ConnectionState>({ status: 'stopped', retryAt: null })
  readonly #options: ConnectionOptions
  readonly #backoff: Backoff
  #stomp: Client | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #renewed = false
  #attempts = 0

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.backoff)
  }

  get wanted(): boolean {
    return this.state.value.status !== 'stopped' && this.state.value.status !== 'signed_out'
  }

  start(): void {
    if (this.wanted) return
    this.state.set({ status: 'connecting', retryAt: null })
    void this.#attempt()
  }

  stop(status: 'stopped' | 'signed_out' = 'stopped'): void {
    this.#attempts++
    this.state.set({ status, retryAt: null })
    clearTimeout(this.#timer)
    this.#discard()
  }

  /** Tries at once instead of at the end of the wait. */
  retryNow(): void {
    if (this.state.value.status !== 'offline' || this.state.value.retryAt === null) return
    clearTimeout(this.#timer)
    void this.#attempt()
  }

  /**
   * Drops a connection that is probably dead, and makes a new one; one that is not online yet only
   * if `arriving`.
   */
  renewNow(arriving = false): void {
    if (this.state.value.status !== 'online' && !(arriving && this.#stomp?.connected)) return
    this.#discard()
    this.#lost()
  }

  async #attempt(): Promise<void> {
    const attempt = ++this.#attempts
    this.state.set({ ...this.state.value, retryAt: null })
    let headers: Record<string, string> = {}
    try {
      await this.#options.prepare?.()
      await inTime(CONNECT_TIMEOUT_MS, async () => {
        headers = await this.#options.credentials.headers()
      })
    } catch (error) {
      if (attempt !== this.#attempts) return
      if (error instanceof ChatError && error.code === 'unauthenticated') this.stop('signed_out')
      else this.#lost()
      return
    }
    if (attempt !== this.#attempts || !this.wanted) return

    const stomp = new Client({
      webSocketFactory: () => this.#openSocket(),
      connectHeaders: headers,
      reconnectDelay: 0,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      heartbeatIncoming: HEARTBEAT_MS,
      heartbeatOutgoing: HEARTBEAT_MS,
      discardWebsocketOnCommFailure: true,
    })
    let turnAfterMs: number | null = null
    let refused = false
    const current = () => this.#stomp === stomp
    stomp.onConnect = () => void (current() && this.#connected(stomp))
    stomp.onStompError = (frame) => {
      refused = frame.headers['message'] === 'authentication_required'
      turnAfterMs = turnOf(frame)
    }
    stomp.onWebSocketClose = () => {
      if (!current()) return
      this.#stomp = null
      void stomp.deactivate()
      if (refused) void this.#renewCredentials()
      else this.#lost(turnAfterMs)
    }
    this.#stomp = stomp
    stomp.activate()
  }

  async #connected(stomp: Client): Promise<void> {
    try {
      await this.#options.onConnected(new StompSession(stomp))
    } catch (error) {
      if (this.#stomp !== stomp) return
      this.#discard()
      if (error instanceof ChatError && error.code === 'unauthenticated') this.stop('signed_out')
      else this.#lost()
      return
    }
    if (this.#stomp !== stomp) return
    this.#backoff.reset()
    this.#renewed = false
    this.state.set({ status: 'online', retryAt: null })
  }

  async #renewCredentials(): Promise<void> {
    this.#options.onLost()
    // Fresh credentials that are refused too would be renewed for ever.
    const renewed = !this.#renewed && (await this.#options.credentials.renew().catch(() => null))
    if (!this.wanted) return
    if (renewed === null) this.#lost()
    else if (!renewed) this.stop('signed_out')
    else {
      this.#renewed = true
      void this.#attempt()
    }
  }

  #lost(turnAfterMs: number | null = null): void {
    if (!this.wanted) return
    this.#options.onLost()
    const wait = turnAfterMs === null ? this.#backoff.next() : this.#backoff.turn(turnAfterMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#attempt(), wait)
    this.state.set({ status: 'offline', retryAt: Date.now() + wait })
  }

  #discard(): void {
    const stomp = this.#stomp
    this.#stomp = null
    if (stomp) void stomp.deactivate({ force: true })
  }

  #openSocket(): WebSocket {
    const { url, webSocket } = this.#options
    const socket = webSocket ? webSocket(url) : new WebSocket(url, ['v12.stomp', 'v11.stomp'])
    // The timers of a hidden tab run once a minute, too seldom for our heart-beats; what the server
    // sends still arrives in time, so its heart-beats drive ours.
    let lastBeat = Date.now()
    socket.addEventListener('message', () => {
      if (Date.now() - lastBeat < HEARTBEAT_MS * 0.9 || socket.readyState !== socket.OPEN) return
      lastBeat = Date.now()
      socket.send('\n')
    })
    return socket
  }
}

/** One STOMP session. It is thrown away with its connection. */
export class StompSession {
  readonly #stomp: Client
  readonly subscriptions: Subscriptions
  /** Told that something may be missed which was said before a subscription stood. */
  onLate: () => void = () => {}
  #receipts = 0

  constructor(stomp: Client) {
    this.#stomp = stomp
    this.subscriptions = new Subscriptions(stomp, () => this.onLate())
  }

  get connected(): boolean {
    return this.#stomp.connected
  }

  /** Subscribes before all that waits, as {@link Subscriptions.add}. */
  subscribe(destination: string, onEvent: (event: ChatEvent) => void): Promise<void> {
    return this.subscriptions.add(destination, onEvent, true)
  }

  /**
   * Sends; `onReceipt` is called once the effect is durable, and never if it was refused or the
   * connection went.
   */
  send(destination: string, body: object, onReceipt?: () => void): void {
    if (!this.#stomp.connected) return
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (onReceipt) {
      headers['receipt'] = `r${++this.#receipts}`
      this.#stomp.watchForReceipt(headers['receipt'], onReceipt)
    }
    this.#stomp.publish({ destination, body: JSON.stringify(body), headers })
  }
}

/**
 * Milliseconds after which the server admits this client: after an outage it staggers reconnects.
 */
function turnOf(frame: IFrame): number | null {
  const retryAfterMs = Number(frame.headers['retryAfterMs'])
  return retryAfterMs > 0 ? Math.min(retryAfterMs, LONGEST_TURN_MS) : null
}
