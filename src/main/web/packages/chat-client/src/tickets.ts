import { roomOfTicket } from './address.ts'
import type { ChatState } from './chatState.ts'
import type { StompSession } from './connection.ts'
import { ChatError, ignoreRefusal } from './errors.ts'
import type { ChatEvent } from './events.ts'
import type { TicketFilter, TicketItem, TicketSettings, TicketStep } from './ticket.ts'
import { isStaff } from './user.ts'
import { Observable } from './observable.ts'
import { LARGEST_PAGE, type RestApi } from './restApi.ts'

/** The open tickets, as far as they are known. */
export interface OpenTickets {
  /** Those first that have been longest where they are. */
  items: readonly TicketItem[]
  /**
   * False if there are more than are kept here. The person's own, and those that are offered to
   * them, are here in any case, and some that wait if any do.
   */
  complete: boolean
  /** Nothing is known yet. */
  loading: boolean
  /** Why the last load failed; it is cleared by the next one. */
  error: ChatError | null
}

const TOPIC = '/topic/tickets'
/** Of the list of a queue, each with as many tickets as the server gives at once. */
const MOST_PAGES = 5
/** What changes a ticket comes in several events at once. */
const REFRESH_MS = 100

/**
 * All open tickets of the helpdesk and their actions, for staff. Events say which ticket has
 * changed. Only the server knows its state for this user, so it is loaded again.
 */
export class Tickets {
  /** Who keeps the tickets; nobody here, until {@link load} knows better. */
  readonly settings = new Observable<TicketSettings>({ own: false, statuses: [] })
  readonly open = new Observable<OpenTickets>({ items: [], complete: true, loading: true, error: null })
  readonly #followers = new Set<(item: TicketItem | null) => void>()
  readonly #state: ChatState
  readonly #rest: RestApi
  readonly #soon = new Map<string, ReturnType<typeof setTimeout>>()
  #load: Promise<void> | null = null
  /** The load after the one under way. */
  #next: Promise<void> | null = null
  #settled = false
  #asked = 0
  /** Per ticket, which of the questions was answered last. */
  readonly #answered = new Map<string, number>()

  constructor(state: ChatState, rest: RestApi) {
    this.#state = state
    this.#rest = rest
  }

  /** Resolves when the subscription stands; then {@link load} misses nothing. */
  async connected(session: StompSession): Promise<void> {
    if (isStaff(this.#state.who.userRole)) await session.subscribe(TOPIC, (event) => this.#heardByStaff(event))
  }

  /**
   * Loads the settings, and for staff the open tickets, afresh. Does not reject: what went wrong
   * stands in {@link open}.
   */
  load(): Promise<void> {
    void this.#loadSettings()
    if (!isStaff(this.#state.who.userRole)) return Promise.resolve()
    if (!this.#load) {
      this.#load = this.#loadAll().finally(() => {
        this.#load = null
      })
      return this.#load
    }
    // What is being loaded may be older than what this caller has heard of.
    this.#next ??= this.#load.then(() => {
      this.#next = null
      return this.load()
    })
    return this.#next
  }

  /**
   * Calls `follower` with each ticket that has changed, as it stands then, and with null when any
   * may have: after a lost connection. Returns the function that ends it.
   */
  follow(follower: (item: TicketItem | null) => void): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  #tell(item: TicketItem | null): void {
    for (const follower of this.#followers) follower(item)
  }

  /** The topic has all of what has changed; the room has what its client may know. */
  #heardByStaff(event: ChatEvent): void {
    this.heard(event)
    if (event.type === 'ticket_changed') this.#state.openTimeline(event.conversationId)?.receive(event)
  }

  /** Takes an event, by whichever way it comes. */
  heard(event: ChatEvent): void {
    if (event.type === 'room_created' && event.ticketId !== undefined) this.refreshSoon(event.ticketId)
    if (event.type === 'ticket_changed' || event.type === 'ticket_handover') this.refreshSoon(event.ticketId)
  }

  /**
   * Asks for a ticket in a moment, once for all that is heard of it until then. Clients may do
   * something only to tickets that the service keeps itself.
   */
  refreshSoon(ticketId: string): void {
    const staff = isStaff(this.#state.who.userRole)
    if ((!staff && !this.settings.value.own) || this.#soon.has(ticketId)) return
    this.#soon.set(
      ticketId,
      setTimeout(() => {
        this.#soon.delete(ticketId)
        // A list that is still being loaded may be older than what was heard.
        void (this.#load ?? Promise.resolve()).then(() => this.#renew(ticketId)).catch(ignoreRefusal)
      }, REFRESH_MS),
    )
  }

  /** One ticket, as it stands now. Rejects with `not_found` if there is none. */
  refresh(ticketId: string): Promise<TicketItem> {
    return this.#taking(ticketId, this.#rest.ticket(ticketId))
  }

  /**
   * Does something to a ticket. Rejects as {@link RestApi.stepTicket} does; the ticket is then
   * asked for anew.
   */
  async step(ticketId: string, step: TicketStep): Promise<TicketItem> {
    try {
      return await this.#taking(ticketId, this.#rest.stepTicket(ticketId, step))
    } catch (error) {
      if (error instanceof ChatError && !error.temporary) await this.#renew(ticketId).catch(ignoreRefusal)
      throw error
    }
  }

  /** Clients have no access to the queue; they see their ticket in its room. */
  async #renew(ticketId: string): Promise<void> {
    if (isStaff(this.#state.who.userRole)) {
      await this.refresh(ticketId)
      return
    }
    const roomId = roomOfTicket(ticketId)
    const { ticket } = await this.#rest.conversation(roomId)
    if (ticket) this.#state.conversations.applyTicket(roomId, ticket)
  }

  async #loadSettings(): Promise<void> {
    if (this.#settled) return
    const settings = await this.#rest.ticketSettings().catch(ignoreRefusal)
    if (!settings) return
    this.#settled = true
    this.settings.set(settings)
  }

  /** Takes an answer, unless the answer to a later request arrived first. */
  async #taking(ticketId: string, answer: Promise<TicketItem>): Promise<TicketItem> {
    const number = ++this.#asked
    const item = await answer
    if (number > (this.#answered.get(ticketId) ?? 0)) {
      this.#answered.set(ticketId, number)
      this.#take(item)
    }
    return item
  }

  #take(item: TicketItem): void {
    this.#state.conversations.applyTicket(item.roomId, item.ticket)
    if (!isStaff(this.#state.who.userRole)) return
    const others = this.open.value.items.filter(({ roomId }) => roomId !== item.roomId)
    this.open.set({ ...this.open.value, items: item.ticket.closed ? others : sorted([...others, item]) })
    this.#tell(item)
  }

  async #loadAll(): Promise<void> {
    const { loading, error: before } = this.open.value
    this.open.set({ ...this.open.value, loading: loading || before !== null, error: null })
    try {
      const { items, complete } = await this.#queue('open', MOST_PAGES)
      const others = complete ? [] : await Promise.all([this.#queue('mine', MOST_PAGES), this.#queue('offered', MOST_PAGES), this.#queue('waiting', 1)])
      const byRoom = new Map([...items, ...others.flatMap((other) => other.items)].map((item) => [item.roomId, item]))
      this.open.set({ items: sorted([...byRoom.values()]), complete, loading: false, error: null })
      this.#tell(null)
    } catch (error) {
      this.open.set({ ...this.open.value, loading: false, error: error instanceof ChatError ? error : new ChatError('unexpected', String(error)) })
    }
  }

  async #queue(queue: TicketFilter['queue'], most: number): Promise<{ items: TicketItem[]; complete: boolean }> {
    const items: TicketItem[] = []
    let cursor: string | null | undefined
    for (let pages = 0; cursor !== null && pages < most; pages++) {
      const page = await this.#rest.tickets(queue, cursor, LARGEST_PAGE)
      items.push(...page.items)
      cursor = page.nextCursor
    }
    return { items, complete: cursor === null }
  }
}

function sorted(items: readonly TicketItem[]): TicketItem[] {
  return items.toSorted((a, b) => a.since.localeCompare(b.since))
}
