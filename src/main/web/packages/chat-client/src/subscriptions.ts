import type { Client, StompSubscription } from '@stomp/stompjs'
import { Backoff } from './backoff.ts'
import type { ChatEvent } from './events.ts'

/** How long the first answer is waited for; twice as long after each that did not come. */
const ANSWER_TIMEOUT_MS = 5_000
const LONGEST_WAIT_MS = 60_000
/** The server takes a thousand frames of a person at once, then fifty a second, of all tabs. */
const AT_ONCE = 300
const PER_TURN = 20
const TURN_MS = 1_000
/** Of many that stand late one after the other, the last one is told. */
const LATE_MS = 2_000

interface Topic {
  destination: string
  onEvent: (event: ChatEvent) => void
  /** Whether it goes before the others. */
  first: boolean
  /** Resolved when it stands, or nobody shall wait for it any more. */
  stands: Promise<void>
  settle: () => void
  /** Whether nobody has waited for it. */
  late: boolean
  attempts: number
  subscription?: StompSubscription
  /** Runs until the answer is there. */
  timer?: ReturnType<typeof setTimeout> | undefined
}

/**
 * What one session is subscribed to. The first hundreds are asked for at once, the others slowly,
 * because the server refuses what comes too fast. A refused or unanswered one is asked for again.
 */
export class Subscriptions {
  readonly #stomp: Client
  readonly #onLate: () => void
  readonly #topics = new Map<string, Topic>()
  readonly #waiting = new Set<Topic>()
  readonly #backoff = new Backoff({ firstMs: TURN_MS, maxMs: LONGEST_WAIT_MS })
  #receipts = 0
  #free = AT_ONCE
  #refused = false
  #turn: ReturnType<typeof setTimeout> | undefined
  #telling: ReturnType<typeof setTimeout> | undefined

  /** `onLate` is told that some stand for which nobody has waited: something may be missed. */
  constructor(stomp: Client, onLate: () => void) {
    this.#stomp = stomp
    this.#onLate = onLate
  }

  get size(): number {
    return this.#topics.size
  }

  /** Whether it was asked for, and the server has not refused it. */
  has(destination: string): boolean {
    const topic = this.#topics.get(destination)
    return topic !== undefined && !this.#waiting.has(topic)
  }

  /** Whether its first answer is being waited for: it may not stand yet. */
  awaits(destination: string): boolean {
    const topic = this.#topics.get(destination)
    return topic?.timer !== undefined && !topic.late
  }

  /**
   * Subscribes once per destination; `first` at once, whatever waits. Resolves when it stands: what
   * is sent from then on arrives. One that waits, is refused, or has no answer after five seconds
   * keeps nobody waiting.
   */
  add(destination: string, onEvent: (event: ChatEvent) => void, first: boolean): Promise<void> {
    let topic = this.#topics.get(destination)
    if (!topic) {
      let settle!: () => void
      const stands = new Promise<void>((resolve) => (settle = resolve))
      topic = { destination, onEvent, first, stands, settle, late: false, attempts: 0 }
      this.#topics.set(destination, topic)
      this.#waiting.add(topic)
    }
    topic.first ||= first
    if (first && this.#waiting.has(topic)) this.#ask(topic)
    else this.#carry()
    if (this.#waiting.has(topic)) this.#leave(topic)
    return topic.stands
  }

  remove(destination: string): void {
    const topic = this.#topics.get(destination)
    if (!topic) return
    this.#topics.delete(destination)
    this.#waiting.delete(topic)
    this.#leave(topic)
    topic.subscription?.unsubscribe()
  }

  /** The error does not say which one it means: any that has no answer. */
  refused(retryAfterMs?: number): void {
    // Of many at once, the first one says it.
    if (this.#refused) return
    this.#refused = true
    this.#free = 0
    clearTimeout(this.#turn)
    this.#turn = undefined
    this.#takeTurn(this.#backoff.next(retryAfterMs))
  }

  /** The session is over. */
  end(): void {
    for (const topic of this.#topics.values()) this.#leave(topic)
    clearTimeout(this.#turn)
    clearTimeout(this.#telling)
  }

  #carry(): void {
    if (this.#free > 0) {
      const due = [...this.#waiting].toSorted((a, b) => Number(b.first) - Number(a.first)).slice(0, this.#free)
      this.#free -= due.length
      for (const topic of due) this.#ask(topic)
    }
    if (this.#waiting.size > 0) this.#takeTurn(TURN_MS)
  }

  #takeTurn(afterMs: number): void {
    const asked = Date.now()
    this.#turn ??= setTimeout(() => {
      this.#turn = undefined
      if (!this.#stomp.connected) return
      // The timers of a hidden tab run once a minute.
      const turns = this.#refused ? 1 : Math.max(1, Math.floor((Date.now() - asked) / TURN_MS))
      if (this.#refused) for (const topic of this.#topics.values()) if (topic.timer !== undefined) this.#again(topic)
      this.#refused = false
      this.#free = Math.min(AT_ONCE, PER_TURN * turns)
      this.#carry()
    }, afterMs)
  }

  #ask(topic: Topic): void {
    this.#waiting.delete(topic)
    const receipt = `s${++this.#receipts}`
    const timer = setTimeout(
      () => {
        if (!this.#stomp.connected) return
        this.#again(topic)
        this.#carry()
      },
      Math.min(ANSWER_TIMEOUT_MS * 2 ** topic.attempts++, LONGEST_WAIT_MS),
    )
    topic.timer = timer
    this.#stomp.watchForReceipt(receipt, () => {
      if (topic.timer !== timer) return
      this.#backoff.reset()
      if (topic.late) this.#tellLate()
      this.#leave(topic)
    })
    topic.subscription = this.#stomp.subscribe(topic.destination, (frame) => topic.onEvent(JSON.parse(frame.body) as ChatEvent), { receipt })
  }

  /** The answer may only be late: then it would stand twice. */
  #again(topic: Topic): void {
    topic.subscription?.unsubscribe()
    this.#waiting.add(topic)
    this.#leave(topic)
  }

  /** Nobody waits for it any more. */
  #leave(topic: Topic): void {
    clearTimeout(topic.timer)
    topic.timer = undefined
    topic.late = true
    topic.settle()
  }

  #tellLate(): void {
    clearTimeout(this.#telling)
    this.#telling = setTimeout(this.#onLate, LATE_MS)
  }
}
