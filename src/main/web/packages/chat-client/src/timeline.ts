import { Backoff } from './backoff.ts'
import type { TimelinePage } from './conversation.ts'
import type { DurableEvent, MessageEvent } from './durableEvents.ts'
import { Epoch } from './epoch.ts'
import { ChatError } from './errors.ts'
import { EventLog } from './eventLog.ts'
import { isMessage } from './events.ts'
import { Observable } from './observable.ts'
import type { PendingChanges } from './pendingChanges.ts'
import type { HistoryBound, RestApi } from './restApi.ts'

/** What a reader of one conversation sees. */
export interface TimelineState {
  /** The lines, ascending by `seq` and without duplicates; messages are as they are now. */
  events: readonly DurableEvent[]
  /** Messages that {@link Timeline.look} was asked for, by `seq`, as they are now. */
  others: ReadonlyMap<number, MessageEvent>
  /** The `seq` of the first event that is kept: what came before was removed. */
  firstSeq: number
  hasMoreBefore: boolean
  /** True after a jump into the past: the newest messages are not part of `events`. */
  hasMoreAfter: boolean
  /** The `seq` up to which nothing is missing at the end of `events`; -1 before the first page. */
  showsTo: number
  loading: 'no' | 'first' | 'before' | 'after'
  /** Why the last load failed, which {@link Timeline.retry} repeats; cleared by the next one. */
  error: ChatError | null
}

const PAGE = 50
/** How long a hole may be there before it is fetched; up to twice as long, by chance. */
const GAP_MS = 300
const EMPTY: TimelineState = { events: [], others: new Map(), firstSeq: 1, hasMoreBefore: false, hasMoreAfter: false, showsTo: -1, loading: 'no', error: null }

/**
 * The loaded part of one conversation: pages of its lines, and the live events after them, which
 * may also change lines that are there. As `seq` has no gaps, missing events are noticed and
 * fetched.
 */
export class Timeline {
  readonly conversationId: string
  readonly state = new Observable<TimelineState>(EMPTY)
  readonly #rest: RestApi
  readonly #log: EventLog
  readonly #me: () => string
  readonly #pending: PendingChanges | null
  readonly #epoch: Epoch
  readonly #onOpen: () => void
  #catchingUp: Promise<void> | null = null
  #soon: ReturnType<typeof setTimeout> | undefined
  readonly #backoff = new Backoff({ firstMs: 1_000, maxMs: 30_000 })
  /** Whether the last catch-up has failed, or came before the first page. */
  #missed = false
  #online = true
  #load: Promise<void> = Promise.resolve()
  #failed: () => Promise<void> = () => Promise.resolve()
  readonly #looking = new Set<number>()

  /**
   * `me` tells who reads it, `pending` what they have done and the server has not said yet;
   * `onOpen` is told that somebody comes to it.
   */
  constructor(
    conversationId: string,
    rest: RestApi,
    me: () => string = () => '',
    pending: PendingChanges | null = null,
    epoch: Epoch = new Epoch(() => {}),
    onOpen: () => void = () => {},
  ) {
    this.conversationId = conversationId
    this.#rest = rest
    this.#log = new EventLog(me)
    this.#me = me
    this.#pending = pending
    this.#epoch = epoch
    this.#onOpen = onOpen
  }

  /** Whether a first page is there. */
  get loaded(): boolean {
    return this.#log.started
  }

  /** Whether anything is there that events can change. */
  get #follows(): boolean {
    return this.#log.coveredTo >= 0
  }

  /** Loads the newest page, or the page around `seq`, unless it is there already. */
  open(seq?: number): Promise<void> {
    this.#onOpen()
    if (this.loaded && !this.state.value.error) {
      if (seq === undefined) return Promise.resolve()
      if (seq >= (this.#log.events[0]?.seq ?? Infinity) && seq <= this.#log.showsTo) return Promise.resolve()
    }
    return seq === undefined ? this.#openNewest() : this.#openAround(seq)
  }

  /** Goes back to the newest messages after a jump into the past. */
  openEnd(): Promise<void> {
    return this.loaded && !this.state.value.hasMoreAfter ? Promise.resolve() : this.#openNewest()
  }

  /** Loads the newest page afresh: the server's log has been set back to an older state. */
  startOver(): Promise<void> {
    if (!this.#follows) return Promise.resolve()
    this.#log.forget()
    this.state.set({ ...this.state.value, events: [], others: new Map(), firstSeq: 1, showsTo: -1 })
    return this.loaded ? this.#openNewest() : Promise.resolve()
  }

  /** The events before this one are gone. */
  trim(firstSeq: number): void {
    if (!this.#follows || firstSeq <= this.state.value.firstSeq) return
    this.#log.trim(firstSeq)
    this.#publish({ firstSeq, ...((this.#log.events[0]?.seq ?? firstSeq) <= firstSeq && { hasMoreBefore: false }) })
  }

  /** Loads the page before the first event. */
  loadBefore(): Promise<void> {
    if (!this.#log.events[0] || !this.state.value.hasMoreBefore) return Promise.resolve()
    return this.#loading('before', async () => {
      // What was loaded or removed meanwhile may begin elsewhere, or have nothing before it.
      const first = this.#log.events[0]
      if (!first || !this.state.value.hasMoreBefore) return {}
      const page = await this.#page({ before: first.seq })
      this.#log.prepend(page.lines, page.asOfSeq)
      return { hasMoreBefore: page.hasMoreBefore, firstSeq: page.firstSeq }
    })
  }

  /** Loads the page behind the last event, after a jump into the past. */
  loadAfter(): Promise<void> {
    if (!this.loaded || !this.state.value.hasMoreAfter) return Promise.resolve()
    return this.#loading('after', async () => {
      const page = await this.#page({ after: this.#log.showsTo })
      this.#log.extend(page.lines, page.asOfSeq, !page.hasMoreAfter)
      return { hasMoreAfter: page.hasMoreAfter }
    })
  }

  /** Repeats the load that {@link TimelineState.error} tells of. */
  retry(): Promise<void> {
    return this.state.value.error ? this.#failed() : Promise.resolve()
  }

  /**
   * Makes one message known, wherever in the log it is, and keeps it as it is: in `others` of
   * {@link state}. What it replies to need not be among the loaded pages. It is asked for once.
   */
  async look(seq: number): Promise<void> {
    if (seq < this.state.value.firstSeq || this.#looking.has(seq) || this.#log.others.has(seq)) return
    this.#looking.add(seq)
    try {
      const page = await this.#epoch.of(() => this.#rest.timeline(this.conversationId, { around: seq }, 2))
      const found = page.lines.find((line) => line.seq === seq)
      if (found && isMessage(found)) this.#log.learn(found, page.asOfSeq)
      this.#publish({ firstSeq: page.firstSeq })
      if (this.#log.hasGap) this.#catchUpSoon()
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
    } finally {
      this.#looking.delete(seq)
    }
  }

  #openNewest(): Promise<void> {
    return this.#loading('first', async () => {
      const page = await this.#page({})
      this.#log.reset(page.lines, page.asOfSeq)
      return { hasMoreBefore: page.hasMoreBefore, hasMoreAfter: false, firstSeq: page.firstSeq }
    })
  }

  #openAround(seq: number): Promise<void> {
    return this.#loading('first', async () => {
      const around = await this.#page({ around: seq })
      // An address may name a message that does not exist yet, or never will.
      const page = around.hasMoreAfter || around.lines.length >= PAGE / 2 ? around : await this.#page({})
      this.#log.reset(page.lines, page.asOfSeq, !page.hasMoreAfter)
      return { hasMoreBefore: page.hasMoreBefore, hasMoreAfter: page.hasMoreAfter, firstSeq: page.firstSeq }
    })
  }

  #page(bound: HistoryBound): Promise<TimelinePage> {
    return this.#epoch.of(() => this.#rest.timeline(this.conversationId, bound, PAGE))
  }

  /** Shows what the person has done meanwhile. */
  refresh(): void {
    if (this.#follows) this.#publish({})
  }

  /** Takes a live event, and fetches what a hole before it shows to be missing. */
  receive(event: DurableEvent): void {
    const { events, others } = this.#log
    if (!this.#log.receive(event) || !this.#follows) return
    // What changes no line is part of what is covered, too.
    if (this.#log.events !== events || this.#log.others !== others || this.#log.showsTo !== this.state.value.showsTo) this.#publish({})
    if (this.#log.hasGap) this.#catchUpSoon()
  }

  /**
   * Waits a moment first. While the server's nodes are disconnected from each other, every second
   * event reveals a gap: fetching each of them would cost more than the chat itself, for all
   * clients at once.
   */
  #catchUpSoon(afterMs = GAP_MS + Math.random() * GAP_MS): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      if (this.#log.hasGap || this.#missed) void this.catchUp()
    }, afterMs)
  }

  /** There is a connection again: what happened meanwhile is missing. */
  connected(): void {
    this.#online = true
    void this.catchUp()
  }

  /** What fails from now on is not tried again before there is a connection. */
  disconnected(): void {
    this.#online = false
    this.#stopWaiting()
  }

  #stopWaiting(): void {
    clearTimeout(this.#soon)
    this.#soon = undefined
  }

  /**
   * Fetches every event that is missing; of those after a jump into the past, changes are applied.
   * A failure is silent: it is repeated while the connection stands, and by the next one.
   */
  catchUp(): Promise<void> {
    if (!this.#follows) {
      // The first page may have been read before what is missing.
      this.#missed ||= this.state.value.loading === 'first'
      return Promise.resolve()
    }
    this.#catchingUp ??= this.#fetchMissing().finally(() => {
      this.#catchingUp = null
    })
    return this.#catchingUp
  }

  async #fetchMissing(): Promise<void> {
    try {
      for (let more = true; more;) {
        const from = this.#log.coveredTo
        const page = await this.#epoch.of(() => this.#rest.eventsAfter(this.conversationId, from))
        this.#log.append(page.items, from, page.firstSeq)
        this.#publish({ ...(page.firstSeq !== undefined && { firstSeq: page.firstSeq }) })
        more = page.nextCursor !== null && page.items.length > 0
      }
      this.#missed = false
      this.#backoff.reset()
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
      this.#missed = error.temporary
      this.#stopWaiting()
      if (error.temporary && this.#online) this.#catchUpSoon(this.#backoff.next(error.retryAfterMs))
    }
  }

  /** One load at a time: an answer that comes late must not undo a later one. */
  #loading(which: 'first' | 'before' | 'after', load: () => Promise<Partial<TimelineState>>): Promise<void> {
    if (this.state.value.loading !== 'no' && which !== 'first') return this.#load
    this.#publish({ loading: which, error: null })
    const run = this.#load.then(async () => {
      // One that waits behind it takes the place of all that it loads or fails to.
      const isLast = () => this.#load === run
      try {
        const loaded = await load()
        this.#publish(isLast() ? { ...loaded, loading: 'no', error: null } : loaded)
        if (this.#log.hasGap || this.#missed) await this.catchUp()
      } catch (error) {
        if (!isLast()) return
        this.#failed = () => this.#loading(which, load)
        this.#publish({ loading: 'no', error: error instanceof ChatError ? error : new ChatError('unexpected', String(error)) })
      }
    })
    this.#load = run
    return run
  }

  #publish(change: Partial<TimelineState>): void {
    const events = this.#asWished(this.#log.events)
    const others = new Map(this.#asWished([...this.#log.others.values()]).map((message) => [message.seq, message as MessageEvent]))
    this.state.set({ ...this.state.value, ...change, events, others, showsTo: this.#log.showsTo })
  }

  #asWished(events: readonly DurableEvent[]): readonly DurableEvent[] {
    return this.#pending?.applyTo(events, this.conversationId, this.#me()) ?? events
  }
}
