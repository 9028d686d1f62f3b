import { changed } from './changes.ts'
import type { DurableEvent, MessageChange } from './durableEvents.ts'
import { isChange, isMessage } from './events.ts'

/** So many changes are kept for pages that were asked for before them, and come after them. */
const KEPT_CHANGES = 500

/**
 * A contiguous part of one conversation's log, whatever the order in which its events arrive: its
 * lines, with the changes of messages applied. It
 * uses neither network nor clock: the {@link Timeline} asks it what is missing and passes on what
 * it fetched.
 */
export class EventLog {
  #events: DurableEvent[] = []
  readonly #early = new Map<number, DurableEvent>()
  readonly #me: () => string
  #changes: MessageChange[] = []
  #covered = -1

  /** `me` tells whose reactions are their own. */
  constructor(me: () => string = () => '') {
    this.#me = me
  }

  /** The lines, ascending by `seq` and without duplicates. A new array after every change. */
  get events(): readonly DurableEvent[] {
    return this.#events
  }

  /** The `seq` up to which nothing is missing, or -1 before the first page. */
  get coveredTo(): number {
    return this.#covered
  }

  /** Whether events wait behind a hole. */
  get hasGap(): boolean {
    return this.#early.size > 0
  }

  /** Starts over with a page of history. Events that came in before it are kept and joined on. */
  reset(page: readonly DurableEvent[], coveredTo = page.at(-1)?.seq ?? 0): void {
    this.#events = []
    this.#changes = this.#changes.filter(({ seq }) => seq > coveredTo)
    this.#take(inOrder(page))
    this.#covered = coveredTo
    this.#joinEarly()
  }

  /** Takes an event from the socket. False if it was there already. */
  receive(event: DurableEvent): boolean {
    if (isFull(event) && this.#complete(event)) return true
    if (event.seq <= this.#covered || this.#early.has(event.seq)) return false
    this.#early.set(event.seq, event)
    this.#joinEarly()
    return true
  }

  /**
   * Takes what the server answered for "everything after {@link coveredTo}". The server's log is
   * the measure: what it skips does not exist.
   */
  append(fetched: readonly DurableEvent[], coveredTo = 0): void {
    const added = inOrder(fetched).filter((event) => event.seq > this.#covered)
    this.#take(added)
    this.#covered = Math.max(this.#covered, added.at(-1)?.seq ?? 0, coveredTo)
    this.#joinEarly()
  }

  /** Takes an older page, which is as it was when the log ended at `asOfSeq`. */
  prepend(page: readonly DurableEvent[], asOfSeq = Infinity): void {
    const first = this.#events[0]?.seq ?? Infinity
    const older = inOrder(page).filter((event) => event.seq < first)
    const later = this.#changes.filter(({ seq }) => seq > asOfSeq)
    this.#events = [...later.reduce((lines, change) => applied(lines, change, this.#me()), older), ...this.#events]
  }

  /**
   * Applies a change to a message that is there, for a stretch that does not reach the end of the
   * log. False if it is not there.
   */
  apply(change: MessageChange): boolean {
    const before = this.#events
    this.#events = applied(before, change, this.#me())
    return this.#events !== before
  }

  /**
   * Forgets events that wait behind a hole, for a stretch that does not reach the newest message.
   */
  dropEarly(): void {
    this.#early.clear()
  }

  /** Staff hear what clients get of a ticket, and all of it besides, in either order. */
  #complete(event: DurableEvent): boolean {
    const early = this.#early.get(event.seq)
    if (early && !isFull(early)) this.#early.set(event.seq, event)
    const index = this.#events.findLastIndex(({ seq }) => seq === event.seq)
    const line = this.#events[index]
    if (!line || isFull(line)) return false
    this.#events = this.#events.with(index, event)
    return true
  }

  #joinEarly(): void {
    if (this.#covered < 0) return
    const joined: DurableEvent[] = []
    for (const seq of this.#early.keys()) if (seq <= this.#covered) this.#early.delete(seq)
    for (let next = this.#early.get(this.#covered + 1); next; next = this.#early.get(this.#covered + 1)) {
      this.#early.delete(next.seq)
      this.#covered = next.seq
      joined.push(next)
    }
    this.#take(joined)
  }

  /** Of these, what has a line is put at the end; the others change the lines above. */
  #take(ascending: readonly DurableEvent[]): void {
    const lines = ascending.filter((event) => !isChange(event))
    if (lines.length > 0) this.#events = [...this.#events, ...lines]
    for (const change of ascending.filter(isChange)) {
      this.#events = applied(this.#events, change, this.#me())
      this.#changes = [...this.#changes, change].slice(-KEPT_CHANGES)
    }
  }
}

/** Whether it says of a ticket what is for staff alone. */
function isFull(event: DurableEvent): boolean {
  return event.type === 'ticket_changed' && event.tier !== undefined
}

/** The same array if the message is not among them. */
function applied(lines: DurableEvent[], change: MessageChange, me: string): DurableEvent[] {
  const index = lines.findLastIndex(({ seq }) => seq === change.targetSeq)
  const message = lines[index]
  return message && isMessage(message) ? lines.with(index, changed(message, change, me)) : lines
}

function inOrder(page: readonly DurableEvent[]): DurableEvent[] {
  const bySeq = new Map(page.map((event) => [event.seq, event]))
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}
