import type { Page } from './conversation.ts'
import { ChatError } from './errors.ts'
import { matches } from './fold.ts'
import { Observable } from './observable.ts'
import { LARGEST_PAGE, type RestApi } from './restApi.ts'
import type { TicketFilter, TicketItem } from './ticket.ts'
import type { Tickets } from './tickets.ts'

/** The loaded beginning of a list of tickets. */
export interface TicketListState {
  items: readonly TicketItem[]
  /** There are more behind the last one. */
  hasMore: boolean
  /** Nothing is known yet. */
  loading: boolean
  /** Why the last load failed; it is cleared by the next one. */
  error: ChatError | null
}

const PAGE = 100

/**
 * The tickets that a filter lets through, a page at a time. A ticket that changes enters, leaves or
 * moves at once; what the list shows besides stays as it is.
 */
export class TicketList {
  readonly state = new Observable<TicketListState>({ items: [], hasMore: false, loading: true, error: null })
  readonly #tickets: Tickets
  readonly #rest: Pick<RestApi, 'tickets'>
  readonly #filter: () => TicketFilter
  readonly #me: string
  #cursor: string | null = null
  #load: Promise<void> | null = null
  /** The load after the one under way. */
  #next: Promise<void> | null = null
  /** What changed while a page was on its way, which may be older. */
  #meanwhile = new Map<string, TicketItem>()

  /** `filter` may say something else as time goes by. */
  constructor(tickets: Tickets, rest: Pick<RestApi, 'tickets'>, filter: () => TicketFilter, me: string) {
    this.#tickets = tickets
    this.#rest = rest
    this.#filter = filter
    this.#me = me
  }

  /** Loads the first page and follows the changes. Returns the function that ends it. */
  start(): () => void {
    void this.reload()
    return this.#tickets.follow((item) => (item === null ? void this.reload() : this.#changed(item)))
  }

  /**
   * Loads afresh as many as are shown, which stay until the others are there: whoever has scrolled
   * far down stays there. Does not reject.
   */
  reload(): Promise<void> {
    if (!this.#load) return this.#loading(() => this.#shownAfresh())
    // What is being loaded may be older than what this caller has heard of.
    this.#next ??= this.#load.then(() => {
      this.#next = null
      return this.reload()
    })
    return this.#next
  }

  async #shownAfresh(): Promise<Page<TicketItem>> {
    const shown = this.state.value.items.length
    const items: TicketItem[] = []
    let cursor: string | undefined
    for (;;) {
      const page = await this.#page(cursor, Math.min(LARGEST_PAGE, Math.max(PAGE, shown - items.length)))
      items.push(...page.items)
      if (page.nextCursor === null || items.length >= shown) return { items, nextCursor: page.nextCursor }
      cursor = page.nextCursor
    }
  }

  /** Loads the next page. Does not reject. */
  more(): Promise<void> {
    const cursor = this.#cursor
    if (cursor === null) return Promise.resolve()
    return this.#loading(async () => {
      const { items, nextCursor } = await this.#page(cursor, PAGE)
      return { items: [...this.state.value.items, ...items], nextCursor }
    })
  }

  #page(cursor: string | undefined, limit: number): Promise<Page<TicketItem>> {
    return this.#rest.tickets(this.#filter(), cursor, limit)
  }

  #loading(load: () => Promise<Page<TicketItem>>): Promise<void> {
    this.#load ??= this.#take(load).finally(() => {
      this.#load = null
    })
    return this.#load
  }

  async #take(load: () => Promise<Page<TicketItem>>): Promise<void> {
    this.#meanwhile = new Map()
    try {
      const { items, nextCursor } = await load()
      this.#cursor = nextCursor
      // A ticket that has moved meanwhile is on two pages: where it is now.
      const last = new Map(items.map((item) => [item.roomId, item]))
      this.state.set({ items: items.filter((item) => last.get(item.roomId) === item), hasMore: nextCursor !== null, loading: false, error: null })
      for (const item of this.#meanwhile.values()) this.#apply(item)
    } catch (error) {
      const failure = error instanceof ChatError ? error : new ChatError('unexpected', String(error))
      this.state.set({ ...this.state.value, loading: false, error: failure })
    }
  }

  #changed(item: TicketItem): void {
    if (this.#load) this.#meanwhile.set(item.roomId, item)
    this.#apply(item)
  }

  #apply(item: TicketItem): void {
    const { items, hasMore, loading } = this.state.value
    if (loading) return
    const others = items.filter(({ roomId }) => roomId !== item.roomId)
    if (isListed(item, this.#filter(), this.#me)) {
      const place = others.findIndex((other) => this.#isBefore(item, other))
      // Behind the last one that is loaded there may be others before it.
      if (place >= 0) others.splice(place, 0, item)
      else if (!hasMore) others.push(item)
    } else if (others.length === items.length) return
    this.state.set({ ...this.state.value, items: others })
  }

  #isBefore(item: TicketItem, other: TicketItem): boolean {
    const order = item.since.localeCompare(other.since) || item.roomId.localeCompare(other.roomId)
    return isNewestFirst(this.#filter()) ? order > 0 : order < 0
  }
}

function isNewestFirst({ queue, sort }: TicketFilter): boolean {
  return sort === undefined ? queue === 'closed' : sort === 'newest'
}

/** Whether the filter lets a ticket through, as the server decides it. */
export function isListed(item: TicketItem, filter: TicketFilter, me: string): boolean {
  const { ticket } = item
  return (
    isIn(filter.queue, item, me) &&
    (filter.tier === undefined || filter.tier === ticket.tier) &&
    (filter.owner === undefined || filter.owner === ticket.assigneeId) &&
    (filter.status === undefined || filter.status === ticket.status) &&
    (filter.before === undefined || Date.parse(item.since) <= Date.parse(filter.before)) &&
    isFound(item, filter.q)
  )
}

function isIn(queue: TicketFilter['queue'], { ticket }: TicketItem, me: string): boolean {
  if (queue === 'closed') return ticket.closed
  if (ticket.closed) return false
  if (queue === 'waiting') return ticket.assigneeId === undefined && ticket.actions.includes('claim')
  if (queue === 'mine') return ticket.assigneeId === me
  return queue === 'open' || ticket.handover?.toId === me
}

function isFound({ ticket: { number, title, requesterId, assigneeId }, people }: TicketItem, q: string | undefined): boolean {
  if (!q) return true
  const concerned = people.filter(({ userId }) => userId === requesterId || userId === assigneeId)
  const texts = [number ?? '', title, ...concerned.map(({ userId, userName }) => `${userName} ${userId}`)]
  return texts.some((text) => matches(text, q))
}
