import { ServerClock } from './serverClock.ts'
import type { MessageSettings } from './conversation.ts'
import { Conversations } from './conversations.ts'
import { Epoch } from './epoch.ts'
import { ChatError } from './errors.ts'
import type { UserChangedEvent } from './events.ts'
import { Observable } from './observable.ts'
import { PendingChanges } from './pendingChanges.ts'
import { People } from './people.ts'
import { Pictures } from './pictures.ts'
import type { Me, RestApi } from './restApi.ts'
import { Timeline } from './timeline.ts'
import { Typing } from './typing.ts'

/** The state of one user's chat: filled by incoming events, shown by the client. */
export class ChatState {
  readonly me = new Observable<Me | null>(null)
  readonly pictures = new Pictures()
  readonly conversations = new Conversations(this.pictures)
  readonly people = new People(this.pictures)
  readonly typing = new Typing()
  readonly clock = new ServerClock()
  readonly messageSettings = new Observable<MessageSettings>({ editWindowMs: 24 * 3600 * 1000 })
  /** The conversation that was opened last; empty before there is one. */
  readonly opened = new Observable('')
  readonly pending: PendingChanges
  readonly epoch: Epoch
  readonly #rest: RestApi
  readonly #onOtherRole: () => void
  readonly #timelines = new Map<string, Timeline>()

  /**
   * `onOtherEpoch` is told that all of it is of a former state of the database, `onOtherRole` that
   * the person may have another role.
   */
  constructor(rest: RestApi, onOtherEpoch: () => void = () => {}, onOtherRole: () => void = () => {}) {
    this.#rest = rest
    this.#onOtherRole = onOtherRole
    this.epoch = new Epoch(onOtherEpoch)
    this.pending = new PendingChanges(rest, async (conversationId) => this.openTimeline(conversationId)?.catchUp())
    this.pending.changes.subscribe(() => {
      for (const timeline of this.#timelines.values()) timeline.refresh()
    })
  }

  /** Who is signed in; throws before that is known. */
  get who(): Me {
    if (!this.me.value) throw new ChatError('unauthenticated', 'Not started')
    return this.me.value
  }

  timeline(conversationId: string): Timeline {
    let timeline = this.#timelines.get(conversationId)
    if (!timeline) {
      timeline = new Timeline(
        conversationId,
        this.#rest,
        () => this.me.value?.userId ?? '',
        this.pending,
        this.epoch,
        () => this.opened.set(conversationId),
      )
      this.#timelines.set(conversationId, timeline)
    }
    return timeline
  }

  /** Somebody has another name, role or picture; it may be oneself. */
  profileChanged(event: UserChangedEvent): void {
    this.people.applyChange(event)
    this.conversations.applyProfile(event)
    const me = this.me.value
    const { userId, userName, userRole } = event
    if (me?.userId !== userId) return
    this.me.set({ ...me, userName })
    if (me.userRole !== userRole) this.#onOtherRole()
  }

  /** The timeline of a conversation, if anybody has asked for it yet. */
  openTimeline(conversationId: string): Timeline | undefined {
    return this.#timelines.get(conversationId)
  }

  /** Lets every timeline fetch what it has missed. */
  connected(): void {
    for (const timeline of this.#timelines.values()) timeline.connected()
  }

  disconnected(): void {
    this.typing.clear()
    for (const timeline of this.#timelines.values()) timeline.disconnected()
  }

  /** The events of a conversation before `firstSeq` are gone. */
  trim(conversationId: string, firstSeq: number): void {
    this.conversations.trim(conversationId, firstSeq)
    this.openTimeline(conversationId)?.trim(firstSeq)
  }

  /**
   * Forgets conversations, and loads what is open of them again: their logs have been set back.
   * What was wished for their messages may mean others now.
   */
  startOver(conversationIds: Iterable<string>): void {
    for (const conversationId of conversationIds) {
      this.conversations.remove(conversationId)
      this.pending.doubt(conversationId)
      void this.openTimeline(conversationId)?.startOver()
    }
  }

  /** All conversations of which anything is known. */
  get known(): ReadonlySet<string> {
    return new Set([...this.conversations.list.value.map(({ conversationId }) => conversationId), ...this.#timelines.keys()])
  }

  /** Forgets a conversation that is not ours any more. */
  forget(conversationId: string): void {
    this.conversations.remove(conversationId)
    this.#timelines.delete(conversationId)
  }
}
