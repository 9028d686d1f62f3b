import { changed, renamed } from './changes.ts'
import type { DurableEvent, MessageChange, MessageEvent, PersonErasedEvent } from './durableEvents.ts'
import { isChange, isMessage } from './events.ts'

/** What is no line of its own: it says how earlier lines are from now on. */
type LogChange = MessageChange | PersonErasedEvent

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
  #changes: LogChange[] = []
  #others: ReadonlyMap<number, MessageEvent> = new Map()
  /** Lines of pages that are newer than {@link coveredTo}, and up to which event each is folded. */
  readonly #folded = new Map<number, number>()
  #covered = -1
  #heard = -1
  #atEnd = false
  #started = false

  /** `me` tells whose reactions are their own. */
  constructor(me: () => string = () => '') {
    this.#me = me
  }

  /** The lines, ascending by `seq` and without duplicates. A new array after every change. */
  get events(): readonly DurableEvent[] {
    return this.#events
  }

  /** Messages that {@link learn} was told of, by `seq`. A new map after every change. */
  get others(): ReadonlyMap<number, MessageEvent> {
    return this.#others
  }

  /** Whether there was a first page. */
  get started(): boolean {
    return this.#started
  }

  /** The `seq` up to which every event has been applied, or -1 before the first answer. */
  get coveredTo(): number {
    return this.#covered
  }

  /** The `seq` of the last line, if lines after it are left out, or else {@link coveredTo}. */
  get showsTo(): number {
    return this.#atEnd ? this.#covered : (this.#events.at(-1)?.seq ?? this.#covered)
  }

  /** Whether the log is known to be longer than {@link coveredTo}. */
  get hasGap(): boolean {
    return this.#heard > this.#covered
  }

  /**
   * Starts over with a page of history, as it was when the log ended at `asOfSeq`. Later events are
   * kept and joined on. Unless it is `atEnd`, later lines are left out, and later changes are not.
   */
  reset(page: readonly DurableEvent[], asOfSeq = page.at(-1)?.seq ?? 0, atEnd = true): void {
    this.#started = true
    this.#atEnd = atEnd
    this.#changes = []
    this.#others = new Map()
    this.#folded.clear()
    this.#events = inOrder(page)
    this.#covered = asOfSeq
    this.#heard = Math.max(this.#heard, asOfSeq)
    this.#joinEarly()
  }

  /** Takes an event from the socket. False if it was there already. */
  receive(event: DurableEvent): boolean {
    if (isFull(event) && this.#complete(event)) return true
    if (event.seq <= this.#covered || this.#early.has(event.seq)) return false
    this.#heard = Math.max(this.#heard, event.seq)
    this.#early.set(event.seq, event)
    this.#joinEarly()
    return true
  }

  /**
   * Takes what the server answered for "everything after `from`". The server's log is the measure:
   * what it skips does not exist, and what was before `firstSeq` is gone.
   */
  append(fetched: readonly DurableEvent[], from = this.#covered, firstSeq = 0): void {
    // The log has started over meanwhile, and misses what is before that.
    if (from > this.#covered) return
    const added = inOrder(fetched).filter((event) => event.seq > this.#covered)
    this.#take(added)
    this.#covered = Math.max(this.#covered, added.at(-1)?.seq ?? 0, firstSeq - 1)
    this.trim(firstSeq)
    this.#joinEarly()
  }

  /** Drops the lines before the first event that is kept. */
  trim(firstSeq: number): void {
    if ((this.#events[0]?.seq ?? firstSeq) < firstSeq) this.#events = this.#events.filter(({ seq }) => seq >= firstSeq)
    if ([...this.#others.keys()].some((seq) => seq < firstSeq)) this.#others = new Map([...this.#others].filter(([seq]) => seq >= firstSeq))
  }

  /** Takes the page after the last line, as it was when the log ended at `asOfSeq`. */
  extend(page: readonly DurableEvent[], asOfSeq: number, atEnd: boolean): void {
    const last = this.#events.at(-1)?.seq ?? 0
    if (atEnd && asOfSeq < this.#covered) {
      // Lines between the two were left out when they came: they are to be fetched.
      const known = this.#covered
      this.#covered = asOfSeq
      this.#changes = this.#changes.filter(({ seq }) => seq <= asOfSeq)
      for (const { seq } of [...this.#events, ...this.#others.values()]) this.#fold(seq, known)
    }
    const newer = this.#upToDate(page, asOfSeq).filter(({ seq }) => seq > last)
    this.#events = [...this.#events, ...newer]
    this.#atEnd = atEnd
    this.#heard = Math.max(this.#heard, asOfSeq)
  }

  /** Takes an older page, which is as it was when the log ended at `asOfSeq`. */
  prepend(page: readonly DurableEvent[], asOfSeq = this.#covered): void {
    const first = this.#events[0]?.seq ?? Infinity
    this.#events = [...this.#upToDate(page, asOfSeq).filter(({ seq }) => seq < first), ...this.#events]
  }

  /** Takes a message of which no page need be there, as it was when the log ended at `asOfSeq`. */
  learn(message: MessageEvent, asOfSeq: number): void {
    if (this.#covered < 0) {
      this.#covered = asOfSeq
      this.#heard = Math.max(this.#heard, asOfSeq)
      this.#joinEarly()
    }
    const [now] = this.#upToDate([message], asOfSeq)
    this.#others = new Map(this.#others).set(message.seq, now as MessageEvent)
  }

  /** Forgets everything but that there was a first page: the server's log has been set back. */
  forget(): void {
    this.#early.clear()
    this.#heard = -1
    this.#covered = -1
    this.#events = []
    this.#others = new Map()
    this.#changes = []
    this.#folded.clear()
  }

  /** Lines of a page, with the changes since; those that it is ahead of are not applied to it. */
  #upToDate(page: readonly DurableEvent[], asOfSeq: number): DurableEvent[] {
    const lines = inOrder(page)
    for (const { seq } of lines) this.#fold(seq, asOfSeq)
    return this.#changes.filter(({ seq }) => seq > asOfSeq).reduce((now, change) => applied(now, change, this.#me()), lines)
  }

  #fold(line: number, seq: number): void {
    if (seq > Math.max(this.#covered, this.#folded.get(line) ?? 0)) this.#folded.set(line, seq)
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

  #apply(change: LogChange): void {
    this.#events = applied(this.#events, change, this.#me())
    if (change.type === 'person_erased') {
      this.#others = new Map([...this.#others].map(([seq, message]) => [seq, renamed(message, change)]))
      return
    }
    const other = this.#others.get(change.targetSeq)
    if (other) this.#others = new Map(this.#others).set(change.targetSeq, changed(other, change, this.#me()))
  }

  /** Of these, what has a line is put at the end; the others change the lines above. */
  #take(ascending: readonly DurableEvent[]): void {
    const last = this.#events.at(-1)?.seq ?? 0
    const lines = this.#atEnd ? ascending.filter((event) => !isLogChange(event) && event.seq > last) : []
    if (lines.length > 0) this.#events = [...this.#events, ...lines]
    for (const change of ascending.filter(isLogChange)) {
      if (change.type === 'person_erased' || change.seq > (this.#folded.get(change.targetSeq) ?? 0)) this.#apply(change)
      this.#changes = [...this.#changes, change].slice(-KEPT_CHANGES)
    }
    for (const [line, seq] of this.#folded) if (seq <= this.#covered) this.#folded.delete(line)
  }
}

/** Whether it says of a ticket what is for staff alone. */
function isFull(event: DurableEvent): boolean {
  return event.type === 'ticket_changed' && event.tier !== undefined
}

function isLogChange(event: DurableEvent): event is LogChange {
  return isChange(event) || event.type === 'person_erased'
}

/** The same array if the message is not among them. */
function applied(lines: DurableEvent[], change: LogChange, me: string): DurableEvent[] {
  if (change.type === 'person_erased') return lines.map((line) => renamed(line, change))
  const index = lines.findLastIndex(({ seq }) => seq === change.targetSeq)
  const message = lines[index]
  return message && isMessage(message) ? lines.with(index, changed(message, change, me)) : lines
}

function inOrder(page: readonly DurableEvent[]): DurableEvent[] {
  const bySeq = new Map(page.map((event) => [event.seq, event]))
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}
