import type { Conversation } from './conversation.ts'
import type { DurableEvent, MembershipEvent, TicketChangedEvent } from './durableEvents.ts'
import { changed as changedBy, renamed } from './changes.ts'
import { isChange, isMembership, isMessage, type ReadEvent, type UnreadMarkedEvent, type UserChangedEvent } from './events.ts'
import type { Ticket } from './ticket.ts'
import type { Member } from './user.ts'
import { Observable } from './observable.ts'
import { Pictures } from './pictures.ts'

/** So long an answer of the server may be on its way. */
const JUST_READ_MS = 30_000

/**
 * The list of conversations, updated by events: last line, unread count, members and their read
 * marks.
 */
export class Conversations {
  /**
   * The one with the newest event first, so that a new room stands at the top before anything is
   * said in it.
   */
  readonly list = new Observable<readonly Conversation[]>([])
  #me = ''
  #byId = new Map<string, Conversation>()
  readonly #pictures: Pictures
  /** When the person was last seen to read in a conversation, by the local clock. */
  readonly #readAt = new Map<string, number>()
  /** When they have last marked one as unread, by the server's clock. */
  readonly #unreadAt = new Map<string, string>()

  constructor(pictures = new Pictures()) {
    this.#pictures = pictures
  }

  /** States whose list it is: own messages are never unread. */
  belongTo(userId: string): void {
    this.#me = userId
  }

  get(conversationId: string): Conversation | undefined {
    return this.#byId.get(conversationId)
  }

  /** The direct conversation with a person, if there is one. */
  directWith(userId: string): Conversation | undefined {
    return this.list.value.find(({ kind, members }) => kind === 'direct' && members.some((member) => member.userId === userId))
  }

  /**
   * Takes conversations as the server lists them. What this client knows to be newer is kept,
   * because an answer may have been written before an event that overtook it. Returns those whose
   * log had grown unseen.
   */
  merge(conversations: readonly Conversation[]): Conversation[] {
    const grown: Conversation[] = []
    this.#pictures.learn(conversations.flatMap(({ members }) => members))
    for (const theirs of conversations) {
      const ours = this.#byId.get(theirs.conversationId)
      if (ours && ours.lastSeq > theirs.lastSeq) continue
      if (ours && theirs.lastSeq > ours.lastSeq) grown.push(theirs)
      const alreadyRead = ours !== undefined && ours.lastReadSeq > theirs.lastReadSeq && this.#hasJustRead(theirs.conversationId)
      this.#byId.set(
        theirs.conversationId,
        alreadyRead ? { ...theirs, lastReadSeq: ours.lastReadSeq, unreadCount: Math.min(ours.unreadCount, theirs.unreadCount) } : theirs,
      )
    }
    this.#publish()
    return grown
  }

  /** What the server answers may have been written before it. */
  #hasJustRead(conversationId: string): boolean {
    return Date.now() - (this.#readAt.get(conversationId) ?? -Infinity) < JUST_READ_MS
  }

  /**
   * Forgets conversations that are not in the complete list of the server any more. Of those that
   * have grown since `before`, which has the ends of the logs, or were not known then, nothing
   * follows: what moves to the top between two pages of the list is on neither.
   */
  keepOnly(conversationIds: ReadonlySet<string>, before: ReadonlyMap<string, number>): void {
    this.#byId = new Map([...this.#byId].filter(([id, { lastSeq }]) => conversationIds.has(id) || lastSeq > (before.get(id) ?? -1)))
    this.#publish()
  }

  remove(conversationId: string): void {
    if (this.#byId.delete(conversationId)) this.#publish()
  }

  /** The events before `firstSeq` are gone; no more is unread than is left. */
  trim(conversationId: string, firstSeq: number): void {
    const conversation = this.#byId.get(conversationId)
    if (!conversation || firstSeq <= (conversation.firstSeq ?? 1)) return
    const { lastMessage, lastSeq, unreadCount } = conversation
    this.#replace({
      ...conversation,
      firstSeq,
      lastMessage: lastMessage && lastMessage.seq < firstSeq ? null : lastMessage,
      unreadCount: Math.min(unreadCount, lastSeq - firstSeq + 1),
    })
  }

  /** Takes an event of a known conversation. False if it is old news. */
  apply(event: DurableEvent): boolean {
    if (isMembership(event) && event.roomId !== event.conversationId) this.#applyUnseen(event)
    const conversation = this.#byId.get(event.conversationId)
    if (!conversation || event.seq <= conversation.lastSeq) return false
    const changed: Conversation = { ...conversation, lastSeq: event.seq }
    if (isChange(event)) {
      const { lastMessage } = conversation
      if (lastMessage?.seq === event.targetSeq) changed.lastMessage = changedBy(lastMessage, event, this.#me)
      this.#replace(changed)
      return true
    }
    if (event.type === 'person_erased') {
      const { lastMessage, members, title } = conversation
      const former = members.find(({ userId }) => userId === event.userId)
      if (lastMessage) changed.lastMessage = renamed(lastMessage, event)
      changed.members = members.map((member) => (member === former ? { ...member, userName: event.userName } : member))
      if (conversation.kind === 'direct' && title === former?.userName) changed.title = event.userName
      this.#replace(changed)
      return true
    }
    changed.lastEventAt = event.timestamp
    if (isMessage(event)) {
      changed.lastMessage = event
      if (event.senderId !== this.#me) changed.unreadCount++
    } else if (isMembership(event)) {
      changed.members = membersSince(event, conversation.members)
    } else if (event.type === 'room_changed') {
      changed.title = event.name
      changed.archived = event.archived
      if (event.archived) changed.unreadCount = 0
    } else if (event.type === 'ticket_changed' && event.roomId === event.conversationId) {
      changed.title = event.title
      changed.ticket = ticketSince(event, conversation.ticket)
    }
    this.#replace(changed)
    return true
  }

  /**
   * The person has marked a message as the first unread one. A mark that is told of does not undo
   * what was read since.
   */
  applyUnread({
    conversationId,
    seq,
    unreadCount,
    timestamp,
  }: Pick<UnreadMarkedEvent, 'conversationId' | 'seq' | 'unreadCount'> & { timestamp?: string }): void {
    const conversation = this.#byId.get(conversationId)
    if (!conversation) return
    this.#readAt.delete(conversationId)
    if (timestamp) this.#unreadAt.set(conversationId, timestamp)
    this.#replace({ ...conversation, lastReadSeq: seq - 1, unreadCount })
  }

  /**
   * Somebody has read up to a `seq`; reading goes back only where the person marks something as
   * unread.
   */
  applyRead({ conversationId, userId, readSeq, timestamp }: Pick<ReadEvent, 'conversationId' | 'userId' | 'readSeq'> & { timestamp?: string }): void {
    const conversation = this.#byId.get(conversationId)
    if (!conversation) return
    if (userId === this.#me) {
      if (timestamp && timestamp < (this.#unreadAt.get(conversationId) ?? '')) return
      this.#readAt.set(conversationId, Date.now())
    }
    const members = conversation.members.map((member) => (member.userId === userId && member.readSeq < readSeq ? { ...member, readSeq } : member))
    if (userId !== this.#me) {
      this.#replace({ ...conversation, members })
    } else if (readSeq > conversation.lastReadSeq) {
      // Somewhere in the middle the exact number needs the log; it cannot be more than the events
      // that are left up to the last message.
      const lastSeq = conversation.lastMessage?.seq ?? 0
      const unreadCount = Math.min(conversation.unreadCount, Math.max(0, lastSeq - readSeq))
      this.#replace({ ...conversation, members, lastReadSeq: readSeq, unreadCount })
    }
  }

  /** Somebody is called otherwise now. */
  applyProfile({ userId, userName, userRole }: UserChangedEvent): void {
    const named = (member: Member) => (member.userId === userId ? { ...member, userName, userRole } : member)
    for (const conversation of this.#byId.values()) {
      const { conversationId, kind, members } = conversation
      if (!members.some((member) => member.userId === userId)) continue
      const title = kind === 'direct' && userId !== this.#me ? userName : conversation.title
      this.#byId.set(conversationId, { ...conversation, title, members: members.map(named) })
    }
    this.#publish()
  }

  /** Takes the state of a ticket, if its room is in the list. */
  applyTicket(roomId: string, ticket: Ticket): void {
    const conversation = this.#byId.get(roomId)
    if (conversation) this.#replace({ ...conversation, ticket, title: ticket.title })
  }

  /**
   * Of somebody to whom a ticket is offered, the notes of its room tell, for clients do not know
   * them yet.
   */
  #applyUnseen(event: MembershipEvent): void {
    const room = this.#byId.get(event.roomId)
    if (room) this.#replace({ ...room, members: membersSince(event, room.members) })
  }

  #replace(conversation: Conversation): void {
    this.#byId.set(conversation.conversationId, conversation)
    this.#publish()
  }

  #publish(): void {
    this.list.set([...this.#byId.values()].toSorted((a, b) => b.lastEventAt.localeCompare(a.lastEventAt)))
  }
}

function membersSince(event: MembershipEvent, members: readonly Member[]): Member[] {
  const { userId, userName, userRole } = event
  const others = members.filter((member) => member.userId !== userId)
  const readSeq = members.find((member) => member.userId === userId)?.readSeq ?? 0
  return event.type === 'member_left' ? others : [...others, { userId, userName, userRole, readSeq }]
}

/**
 * The event contains all that may change except the allowed actions; a missing field is unknown or
 * unset. Tier and duty are missing in what clients get.
 */
function ticketSince(event: TicketChangedEvent, before: Ticket | undefined): Ticket {
  const { ticketId, number, title, status, requesterId = before?.requesterId, assigneeId, tier, closed, unattended } = event
  const [level, alone] = [tier ?? before?.tier, unattended ?? before?.unattended]
  return {
    ticketId,
    title,
    closed: closed ?? false,
    actions: before?.actions ?? [],
    ...(level !== undefined && { tier: level }),
    ...(alone !== undefined && { unattended: alone }),
    ...(number !== undefined && { number }),
    ...(status !== undefined && { status }),
    ...(requesterId !== undefined && { requesterId }),
    ...(before?.requesterEnabled === false && { requesterEnabled: false }),
    ...(assigneeId !== undefined && { assigneeId }),
    ...(before?.handover && { handover: before.handover }),
    ...(before?.follows && { follows: before.follows }),
  }
}
