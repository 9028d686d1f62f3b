import type { DurableEvent } from './durableEvents.ts'
import { ChatError } from './errors.ts'
import { EventLog } from './eventLog.ts'
import { Observable } from './observable.ts'
import type { RestApi } from './restApi.ts'

/** What a reader of one conversation sees. */
export interface TimelineState {
  /** Ascending by `seq`, without gaps and duplicates. */
  events: readonly DurableEvent[]
  hasMoreBefore: boolean
  /** True after a jump into the past: the newest messages are not part of `events`. */
  hasMoreAfter: boolean
  loading: 'no' | 'first' | 'before' | 'after'
  /** Why the last load failed; it is cleared by the next one. */
  error: ChatError | null
}

const PAGE = 50
/** How long a hole may be there before it is fetched; up to twice as long, by chance. */
const GAP_MS = 300
const EMPTY: TimelineState = { events: [], hasMoreBefore: false, hasMoreAfter: false, loading: 'no', error: null }

/**
 * The loaded part of one conversation: pages of its log, and the live events after them. It reads
 * the log and not the list of messages, so that membership changes appear in their place. As `seq`
 * has no gaps, any page can be requested by numbers, and missing events are fetched.
 */
export class Timeline {
  readonly conversationId: string
  readonly state = new Observable<TimelineState>(EMPTY)
  readonly #rest: RestApi
  readonly #knownEnd: () => number | undefined
  readonly #log = new EventLog()
  #catchingUp: Promise<void> | null = null
  #soon: ReturnType<typeof setTimeout> | undefined
  #load: Promise<void> = Promise.resolve()

  /**
   * `knownEnd` tells the last `seq` of the conversation, if it is known; else the server is asked.
   */
  constructor(conversationId: string, rest: RestApi, knownEnd: () => number | undefined = () => undefined) {
    this.conversationId = conversationId
    this.#rest = rest
    this.#knownEnd = knownEnd
  }

  /** Whether a first page is there. */
  get loaded(): boolean {
    return this.#log.coveredTo >= 0
  }

  /** Loads the newest page, or the page around `seq`, unless it is there already. */
  open(seq?: number): Promise<void> {
    if (this.loaded && !this.state.value.error) {
      if (seq === undefined) return Promise.resolve()
      if (seq >= (this.#log.events[0]?.seq ?? Infinity) && seq <= this.#log.coveredTo) return Promise.resolve()
    }
    return seq === undefined ? this.#openNewest() : this.#openAround(seq)
  }

  /** Goes back to the newest messages after a jump into the past. */
  openEnd(): Promise<void> {
    return this.loaded && !this.state.value.hasMoreAfter ? Promise.resolve() : this.#openNewest()
  }

  /** Loads the newest page afresh: the server's log has been set back to an older state. */
  startOver(): Promise<void> {
    if (!this.loaded) return Promise.resolve()
    this.#log.dropEarly()
    return this.#openNewest()
  }

  /** Loads the page before the first event. */
  loadBefore(): Promise<void> {
    const first = this.#log.events[0]
    if (!first || !this.state.value.hasMoreBefore) return Promise.resolve()
    return this.#loading('before', async () => {
      const after = Math.max(0, first.seq - 1 - PAGE)
      const page = await this.#rest.eventsAfter(this.conversationId, after, first.seq - 1 - after)
      this.#log.prepend(page.items)
      return { hasMoreBefore: after > 0 }
    })
  }

  /** Loads the page behind the last event, after a jump into the past. */
  loadAfter(): Promise<void> {
    if (!this.loaded || !this.state.value.hasMoreAfter) return Promise.resolve()
    return this.#loading('after', async () => {
      const page = await this.#rest.eventsAfter(this.conversationId, this.#log.coveredTo, PAGE)
      this.#log.append(page.items)
      return { hasMoreAfter: page.nextCursor !== null }
    })
  }

  #openNewest(): Promise<void> {
    return this.#loading('first', async () => {
      const after = Math.max(0, (await this.#end()) - PAGE)
      const page = await this.#rest.eventsAfter(this.conversationId, after, PAGE)
      this.#log.reset(page.items)
      // The known end was an old one.
      if (page.nextCursor !== null) await this.#fetchMissing()
      return { hasMoreBefore: after > 0, hasMoreAfter: false }
    })
  }

  #openAround(seq: number): Promise<void> {
    return this.#loading('first', async () => {
      // An address may name a message that does not exist yet, or never will.
      const after = Math.max(0, Math.min(seq - 1 - PAGE / 2, (await this.#end()) - PAGE))
      const page = await this.#rest.eventsAfter(this.conversationId, after, PAGE)
      const hasMoreAfter = page.nextCursor !== null
      if (hasMoreAfter) this.#log.dropEarly()
      this.#log.reset(page.items)
      return { hasMoreBefore: after > 0, hasMoreAfter }
    })
  }

  async #end(): Promise<number> {
    return this.#knownEnd() ?? (await this.#rest.conversation(this.conversationId)).lastSeq
  }

  /** Takes a live event, and fetches what a hole before it shows to be missing. */
  receive(event: DurableEvent): void {
    if (this.state.value.hasMoreAfter) return
    if (!this.#log.receive(event) || !this.loaded) return
    this.#publish({})
    if (this.#log.hasGap) this.#catchUpSoon()
  }

  /**
   * Waits a moment first. While the server's nodes are disconnected from each other, every second
   * event reveals a gap: fetching each of them would cost more than the chat itself, for all
   * clients at once.
   */
  #catchUpSoon(): void {
    if (this.#soon !== undefined) return
    this.#soon = setTimeout(
      () => {
        this.#soon = undefined
        if (this.#log.hasGap) void this.catchUp()
      },
      GAP_MS + Math.random() * GAP_MS,
    )
  }

  /**
   * Fetches everything after the last event that is there. A failure is silent: the next event,
   * `sync` or reconnect asks again.
   */
  catchUp(): Promise<void> {
    if (!this.loaded || this.state.value.hasMoreAfter) return Promise.resolve()
    this.#catchingUp ??= this.#fetchMissing().finally(() => {
      this.#catchingUp = null
    })
    return this.#catchingUp
  }

  async #fetchMissing(): Promise<void> {
    try {
      for (let more = true; more;) {
        const page = await this.#rest.eventsAfter(this.conversationId, this.#log.coveredTo)
        this.#log.append(page.items)
        this.#publish({})
        more = page.nextCursor !== null && page.items.length > 0
      }
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
    }
  }

  /** One load at a time: an answer that comes late must not undo a later one. */
  #loading(which: 'first' | 'before' | 'after', load: () => Promise<Partial<TimelineState>>): Promise<void> {
    if (this.state.value.loading !== 'no' && which !== 'first') return this.#load
    this.#publish({ loading: which, error: null })
    const run = this.#load.then(async () => {
      try {
        this.#publish({ ...(await load()), loading: 'no' })
        if (this.#log.hasGap) await this.catchUp()
      } catch (error) {
        this.#publish({ loading: 'no', error: error instanceof ChatError ? error : new ChatError('unexpected', String(error)) })
      }
    })
    this.#load = run
    return run
  }

  #publish(change: Partial<TimelineState>): void {
    this.state.set({ ...this.state.value, ...change, events: this.#log.events })
  }
}
