import { Backoff } from './backoff.ts'
import type { DurableEvent, MessageChange } from './durableEvents.ts'
import { ChatError } from './errors.ts'
import { isMessage } from './events.ts'
import { newMessageId } from './messageId.ts'
import { Observable } from './observable.ts'
import type { OutboxStorage } from './outbox.ts'
import type { RestApi } from './restApi.ts'
import { StoredChanges } from './storedChanges.ts'
import { fulfils, keyOf, type PendingChange, type Wish, wished } from './wishes.ts'

/** A change that was answered and whose event has not come by then is looked for in the log. */
const EVENT_TIMEOUT_MS = 3_000

/**
 * Edits, deletions, reactions and pins of the person that the server has not confirmed. Messages
 * show them at once. They are sent one after the other, again after each reconnect or reload; each
 * states what is to be so, so that sending one twice does no harm.
 */
export class PendingChanges {
  readonly changes = new Observable<readonly PendingChange[]>([])
  readonly #rest: RestApi
  readonly #lookFor: (conversationId: string) => Promise<void>
  readonly #backoff = new Backoff({ firstMs: 1_000, maxMs: 8_000 })
  #stored: StoredChanges | null = null
  #userId = ''
  #online = false
  #busy = false

  constructor(rest: RestApi, lookFor: (conversationId: string) => Promise<void>) {
    this.#rest = rest
    this.#lookFor = lookFor
  }

  /** States whose they are, and takes up what was left before a reload. */
  belongTo(userId: string, storage: OutboxStorage | null): void {
    if (userId === this.#userId) return
    this.#userId = userId
    this.#stored = new StoredChanges(userId, storage)
    this.changes.set(this.#stored.load())
  }

  take(conversationId: string, seq: number, wish: Wish): void {
    const createdAt = Math.max(Date.now(), (this.changes.value.at(-1)?.createdAt ?? 0) + 1)
    const change = { conversationId, seq, createdAt, state: 'waiting' as const }
    this.#put(wish.kind === 'edit' ? this.#edit(change, wish) : { ...change, wish, key: keyOf(conversationId, seq, wish) })
    void this.#carry()
  }

  /**
   * Of edits one can be on its way, and one wait behind it. What replaces an edit that the server
   * has not seen builds on what that one was built on.
   */
  #edit(change: Omit<PendingChange, 'key' | 'wish'>, wish: Extract<Wish, { kind: 'edit' }>): PendingChange {
    const key = keyOf(change.conversationId, change.seq, wish)
    const earlier = this.#edits(change).at(-1)
    if (!earlier || earlier.state === 'done' || earlier.state === 'failed') return { ...change, wish, key: earlier?.key ?? key }
    if (earlier.sent) return { ...change, wish, key: `${key}.${newMessageId()}` }
    return { ...change, wish: { ...wish, revision: earlier.wish.revision }, key: earlier.key }
  }

  #edits({ conversationId, seq }: Pick<PendingChange, 'conversationId' | 'seq'>): (PendingChange & { wish: { kind: 'edit' } })[] {
    return this.changes.value.filter(
      (other): other is PendingChange & { wish: { kind: 'edit' } } =>
        other.conversationId === conversationId && other.seq === seq && other.wish.kind === 'edit',
    )
  }

  #put(change: PendingChange): void {
    this.#stored?.save(change)
    this.changes.set([...this.changes.value.filter(({ key }) => key !== change.key), change])
  }

  retry(key: string): void {
    this.#change(key, { state: 'waiting' })
    void this.#carry()
  }

  discard(key: string): void {
    this.#stored?.forget(key)
    this.changes.set(this.changes.value.filter((change) => change.key !== key))
  }

  /**
   * The log was set back, and the same number may be another message by now: what was wished waits
   * for the person to decide, except for reactions, which are not worth it.
   */
  doubt(conversationId: string): void {
    for (const { key, wish } of this.changes.value.filter((change) => change.conversationId === conversationId)) {
      if (wish.kind === 'react') this.discard(key)
      else this.#change(key, { state: 'failed', failure: { code: 'conflict', message: 'The conversation was restored from a backup.' } })
    }
  }

  connected(): void {
    this.#online = true
    void this.#carry()
  }

  disconnected(): void {
    this.#online = false
  }

  /** A change that the server tells of: what the person wished is so. */
  heard(event: MessageChange, me: string): void {
    if (event.actorId !== me && event.type !== 'message_deleted') return
    const fulfilled = this.changes.value.filter(
      ({ conversationId, seq, wish, state }) =>
        state !== 'failed' && conversationId === event.conversationId && seq === event.targetSeq && fulfils(event, wish),
    )
    for (const { key } of event.type === 'message_deleted' ? fulfilled : fulfilled.slice(0, 1)) this.discard(key)
  }

  /** Messages as they will be. */
  applyTo(events: readonly DurableEvent[], conversationId: string, me: string): readonly DurableEvent[] {
    const wishes = this.changes.value.filter((change) => change.conversationId === conversationId && change.state !== 'failed')
    if (wishes.length === 0) return events
    return events.map((event) =>
      isMessage(event) ? wishes.filter(({ seq }) => seq === event.seq).reduce((message, { wish }) => wished(message, wish, me), event) : event,
    )
  }

  /** One after the other, in the order in which they were wished. */
  async #carry(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#send(next)
    } finally {
      this.#busy = false
    }
  }

  #next(): PendingChange | undefined {
    return this.#online ? this.changes.value.find(({ state }) => state === 'waiting') : undefined
  }

  async #send(change: PendingChange): Promise<void> {
    this.#change(change.key, { state: 'sending', sent: true })
    try {
      await this.#ask(change)
      this.#backoff.reset()
      this.#change(change.key, { state: 'done' }, change.wish)
      setTimeout(() => void this.#settle(change), EVENT_TIMEOUT_MS)
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
      if (error.temporary || error.code === 'unauthenticated') {
        this.#change(change.key, { state: 'waiting' }, change.wish)
        await new Promise((resolve) => setTimeout(resolve, this.#backoff.next(error.retryAfterMs)))
      } else if (change.wish.kind === 'react') {
        this.#discardIf(change)
      } else {
        this.#refused(change, { code: error.code, message: error.message })
      }
    }
  }

  /** An edit that waits behind a refused one builds on words that never came to be. */
  #refused(change: PendingChange, failure: NonNullable<PendingChange['failure']>): void {
    const next = change.wish.kind === 'edit' ? this.#edits(change).find(({ createdAt }) => createdAt > change.createdAt) : undefined
    if (next) {
      this.discard(change.key)
      this.#change(next.key, { state: 'failed', failure })
    } else {
      this.#change(change.key, { state: 'failed', failure }, change.wish)
    }
  }

  async #ask({ conversationId, seq, wish }: PendingChange): Promise<unknown> {
    switch (wish.kind) {
      case 'edit':
        return this.#rest.editMessage(conversationId, seq, wish.content, wish.revision)
      case 'delete':
        return this.#rest.deleteMessage(conversationId, seq)
      case 'react':
        return this.#rest.react(conversationId, seq, wish.emoji, wish.present)
      case 'pin':
        return this.#rest.pin(conversationId, seq, wish.pinned)
    }
  }

  /** It was so already, or its event was lost. */
  async #settle(change: PendingChange): Promise<void> {
    const present = this.changes.value.find(({ key }) => key === change.key)
    if (present?.state !== 'done' || present.wish !== change.wish) return
    await this.#lookFor(change.conversationId)
    this.discard(change.key)
  }

  /** Unless another wish has taken its place meanwhile. */
  #discardIf({ key, wish }: PendingChange): void {
    if (this.changes.value.some((change) => change.key === key && change.wish === wish)) this.discard(key)
  }

  /** Unless another wish has taken its place meanwhile. */
  #change(key: string, to: Partial<PendingChange>, wish?: Wish): void {
    const before = this.changes.value.find((change) => change.key === key)
    if (!before || (wish && before.wish !== wish)) return
    const { failure: _, ...rest } = before
    const after = { ...rest, ...to }
    // What the server has need not survive a reload: it could undo what was wished since.
    if (after.state === 'done') this.#stored?.forget(key)
    else this.#stored?.save(after)
    this.changes.set(this.changes.value.map((change) => (change === before ? after : change)))
  }
}
