import { Backoff } from './backoff.ts'
import { changed, reacted } from './changes.ts'
import type { DurableEvent, MessageChange, MessageEvent } from './durableEvents.ts'
import { ChatError, type ChatErrorCode } from './errors.ts'
import { isMessage } from './events.ts'
import { newMessageId } from './messageId.ts'
import { Observable } from './observable.ts'
import type { OutboxStorage } from './outbox.ts'
import type { RestApi } from './restApi.ts'

/** What a person does to a message. */
export type Wish = { kind: 'edit'; content: string; revision: number } | { kind: 'delete' } | { kind: 'react'; emoji: string; present: boolean }

/**
 * A change on its way. `waiting`: for the connection; `sending`: handed to the server; `done`: its
 * event has not come back yet; `failed`: refused, a person has to decide.
 */
export interface PendingChange {
  /** The same for whatever replaces it: a later wish about the same thing that is not sent yet. */
  key: string
  conversationId: string
  seq: number
  wish: Wish
  /** The local clock when it was wished, in milliseconds: for their order. */
  createdAt: number
  /** Whether the server may have it already. */
  sent?: boolean
  state: 'waiting' | 'sending' | 'done' | 'failed'
  failure?: { code: ChatErrorCode; message: string }
}

/** A change that was answered and whose event has not come by then is looked for in the log. */
const EVENT_TIMEOUT_MS = 3_000

/**
 * Edits, deletions and reactions of the person that the server has not confirmed. Messages show
 * them at once. They are sent one after the other, again after each reconnect or reload; each
 * states what is to be so, so that sending one twice does no harm.
 */
export class PendingChanges {
  readonly changes = new Observable<readonly PendingChange[]>([])
  readonly #rest: RestApi
  readonly #lookFor: (conversationId: string) => Promise<void>
  readonly #backoff = new Backoff({ firstMs: 1_000, maxMs: 8_000 })
  #storage: OutboxStorage | null = null
  #prefix = ''
  #online = false
  #busy = false

  constructor(rest: RestApi, lookFor: (conversationId: string) => Promise<void>) {
    this.#rest = rest
    this.#lookFor = lookFor
  }

  /** States whose they are, and takes up what was left before a reload. */
  belongTo(userId: string, storage: OutboxStorage | null): void {
    const prefix = `chat.change.${userId}.`
    if (prefix === this.#prefix) return
    this.#prefix = prefix
    this.#storage = storage
    this.changes.set(this.#load())
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
    this.#save(change)
    this.changes.set([...this.changes.value.filter(({ key }) => key !== change.key), change])
  }

  retry(key: string): void {
    this.#change(key, { state: 'waiting' })
    void this.#carry()
  }

  discard(key: string): void {
    this.#forget(key)
    this.changes.set(this.changes.value.filter((change) => change.key !== key))
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
    if (event.actorId !== me) return
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
    if (after.state === 'done') this.#forget(key)
    else this.#save(after)
    this.changes.set(this.changes.value.map((change) => (change === before ? after : change)))
  }

  #save(change: PendingChange): void {
    try {
      this.#storage?.setItem(this.#prefix + change.key, JSON.stringify(change))
    } catch {
      // It is in memory, and in sight until it is done.
    }
  }

  #forget(key: string): void {
    try {
      this.#storage?.removeItem(this.#prefix + key)
    } catch {
      // Sent once more after a reload it changes nothing.
    }
  }

  #load(): PendingChange[] {
    const found: PendingChange[] = []
    try {
      for (let index = 0; index < (this.#storage?.length ?? 0); index++) {
        const key = this.#storage!.key(index)
        if (!key?.startsWith(this.#prefix)) continue
        const change = JSON.parse(this.#storage!.getItem(key) ?? 'null') as PendingChange | null
        if (change?.key && change.wish?.kind) found.push(change.state === 'failed' ? change : { ...change, state: 'waiting' })
      }
    } catch {
      // A browser may refuse even to read its storage.
    }
    return found.toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  }
}

function keyOf(conversationId: string, seq: number, wish: Wish): string {
  return `${conversationId}.${seq}.${wish.kind === 'react' ? wish.emoji : wish.kind}`
}

function fulfils(event: MessageChange, wish: Wish): boolean {
  if (event.type === 'message_deleted') return true
  if (event.type === 'message_edited') return wish.kind === 'edit' && wish.content === event.content
  if (event.type !== 'reaction') return false
  return wish.kind === 'react' && wish.emoji === event.emoji && wish.present === event.present
}

function wished(message: MessageEvent, wish: Wish, me: string): MessageEvent {
  if (wish.kind === 'react') return reacted(message, { ...wish, userId: me }, me)
  const told = {
    conversationId: message.conversationId,
    seq: 0,
    targetSeq: message.seq,
    messageId: message.messageId,
    actorId: me,
    timestamp: message.timestamp,
  }
  return changed(
    message,
    wish.kind === 'delete'
      ? { ...told, type: 'message_deleted', reason: 'author' }
      : { ...told, type: 'message_edited', content: wish.content, revision: wish.revision + 1 },
    me,
  )
}
