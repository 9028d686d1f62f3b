import type { DurableEvent } from './durableEvents.ts'

/**
 * A contiguous part of one conversation's log, whatever the order in which its events arrive. It
 * uses neither network nor clock: the {@link Timeline} asks it what is missing and passes on what
 * it fetched.
 */
export class EventLog {
  #events: DurableEvent[] = []
  readonly #early = new Map<number, DurableEvent>()
  #covered = -1

  /** Ascending by `seq`, without gaps and duplicates. A new array after every change. */
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
    this.#events = inOrder(page)
    this.#covered = coveredTo
    this.#joinEarly()
  }

  /** Takes an event from the socket. False if it was there already. */
  receive(event: DurableEvent): boolean {
    if (event.seq <= this.#covered || this.#early.has(event.seq)) return false
    this.#early.set(event.seq, event)
    this.#joinEarly()
    return true
  }

  /**
   * Takes what the server answered for "everything after {@link coveredTo}". The server's log is
   * the measure: what it skips does not exist.
   */
  append(fetched: readonly DurableEvent[]): void {
    const added = inOrder(fetched).filter((event) => event.seq > this.#covered)
    if (added.length > 0) {
      this.#events = [...this.#events, ...added]
      this.#covered = added.at(-1)!.seq
    }
    this.#joinEarly()
  }

  /** Takes an older page. */
  prepend(page: readonly DurableEvent[]): void {
    const first = this.#events[0]?.seq ?? Infinity
    this.#events = [...inOrder(page).filter((event) => event.seq < first), ...this.#events]
  }

  /**
   * Forgets events that wait behind a hole, for a stretch that does not reach the newest message.
   */
  dropEarly(): void {
    this.#early.clear()
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
    if (joined.length > 0) this.#events = [...this.#events, ...joined]
  }
}

function inOrder(page: readonly DurableEvent[]): DurableEvent[] {
  const bySeq = new Map(page.map((event) => [event.seq, event]))
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}
