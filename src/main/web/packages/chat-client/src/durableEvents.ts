/** The numbered events of a conversation. A field that a newer server adds is ignored. */

import type { Tier } from './ticket.ts'
import type { UserRole } from './user.ts'

/**
 * Where a room message came from: `automated` and `ticket` are written by programs, `system` by the
 * chat itself.
 */
export type MessageKind = 'text' | 'note' | 'system' | 'automated' | 'ticket'

export type ConversationKind = 'direct' | 'team' | 'ticket' | 'notes'

export interface Timestamped {
  /** The server's clock, ISO-8601 in UTC with milliseconds. */
  timestamp: string
}

/**
 * A durable event: within one conversation `seq` counts 1, 2, 3 … without gaps, in the order in
 * which things happened.
 */
interface Durable extends Timestamped {
  conversationId: string
  seq: number
}

interface Written extends Durable {
  messageId: string
  senderId: string
  senderName: string
  senderRole: UserRole
  /** As it is now; empty once it was deleted. */
  content: string
  clientMessageId: string | null
  /** The message that this one replies to. */
  replyTo?: MessageRef
  /** How many times it was edited; missing if it was not. */
  revision?: number
  editedAt?: string
  /** True if its words were taken away. */
  deleted?: boolean
  /** True if its row was changed in a sealed database; `content` says so in English. */
  unreadable?: boolean
  /** Missing if there are none. */
  reactions?: Reaction[]
  /** Its files; missing if there are none. `content` may be empty then. */
  attachments?: Attachment[]
  /** The `userId`s of the members whom it mentions; missing if there are none. */
  mentions?: readonly string[]
  /** True if staff have pinned it; missing otherwise. */
  pinned?: boolean
}

/** A file of a message. */
export interface Attachment {
  attachmentId: string
  /** As its uploader called it, without a path. */
  name: string
  /** What its content is, such as `image/png`. */
  contentType: string
  /** In bytes. */
  size: number
  /** The thumbnails of a picture that is `processing` are being made. */
  status: 'processing' | 'ready' | 'removed'
  /** In pixels, of a picture as it is to be shown. */
  width?: number
  height?: number
}

/** Names a message. What it says is what it says now. */
export interface MessageRef {
  conversationId: string
  seq: number
}

/** One emoji on a message. */
export interface Reaction {
  emoji: string
  count: number
  /** Who has put it there; of many, the first twenty. */
  userIds: readonly string[]
  mine: boolean
}

export interface DirectMessageEvent extends Written {
  type: 'message'
  receiverId: string
}

export interface RoomMessageEvent extends Written {
  type: 'room_message'
  roomId: string
  kind: MessageKind
}

interface Change extends Durable {
  roomId?: string
  /** The `seq` of the message that is different from now on. */
  targetSeq: number
  messageId: string
  /** Missing if an administrator has taken something away. */
  actorId?: string
}

/** The words of a message were replaced. */
export interface MessageEditedEvent extends Change {
  type: 'message_edited'
  content: string
  revision: number
  /** The members whom the new words mention; missing if there are none. */
  mentions?: readonly string[]
  /** Those of them whom the words before did not mention. */
  newMentions?: readonly string[]
  /** True if the message was edited again since: it has no words any more, and tells nothing. */
  superseded?: boolean
  /** True if the message was deleted since. */
  deleted?: boolean
}

/** The words of a message were taken away. */
export interface MessageDeletedEvent extends Change {
  type: 'message_deleted'
  reason: 'author' | 'moderation' | 'erasure'
}

/** An emoji was put on a message, or taken off. */
export interface ReactionEvent extends Change {
  type: 'reaction'
  emoji: string
  present: boolean
  userId: string
  userName: string
}

/** Staff have pinned a message, or unpinned it. */
export interface MessagePinnedEvent extends Change {
  type: 'message_pinned'
  actorId: string
  pinned: boolean
}

/** The small copies of a picture of a message are ready, or a file of it was removed. */
export interface AttachmentChangedEvent extends Change {
  type: 'attachment_changed'
  attachmentId: string
  status: Attachment['status']
  /** In pixels, of a picture that is `ready`, as it is to be shown. */
  width?: number
  height?: number
}

/** Tells how an earlier message is from now on. It is no line of a conversation, and no news. */
export type MessageChange = MessageEditedEvent | MessageDeletedEvent | ReactionEvent | MessagePinnedEvent | AttachmentChangedEvent

/** Somebody was erased: their name in earlier events of the conversation is another from now on. */
export interface PersonErasedEvent extends Durable {
  type: 'person_erased'
  roomId?: string
  userId: string
  /** What they are called now. */
  userName: string
}

export interface MembershipEvent extends Durable {
  type: 'member_joined' | 'member_left'
  roomId: string
  userId: string
  userName: string
  userRole: UserRole
}

/**
 * The first event of a room's log. Nobody can be subscribed when it happens: it is met in the log
 * alone.
 */
export interface RoomCreatedEvent extends Durable {
  type: 'room_created'
  roomId: string
  name: string
  kind: ConversationKind
  ticketId?: string
}

/** A team room has another name, is archived or brought back. */
export interface RoomChangedEvent extends Durable {
  type: 'room_changed'
  roomId: string
  name: string
  archived: boolean
  /** Who has changed it. */
  userId: string
  userName: string
}

/** The change of a ticket. */
export type TicketChange =
  | 'opened'
  | 'status_changed'
  | 'assigned'
  | 'claimed'
  | 'handed_over'
  | 'escalated'
  | 'returned'
  | 'unattended'
  | 'attended'
  | 'closed'
  | 'reopened'
  | 'renamed'
  | 'requester_changed'

/**
 * A room's ticket has changed; the other fields contain its new state, as far as known. What
 * clients do not learn of stands in the notes.
 */
export interface TicketChangedEvent extends Durable {
  type: 'ticket_changed'
  roomId: string
  ticketId: string
  change: TicketChange
  number?: string
  title: string
  status?: string
  /** Whose ticket it is. Missing in what clients get. */
  requesterId?: string
  assigneeId?: string
  /** Missing, as `unattended` and all that follows, in what clients get. */
  tier?: Tier
  closed?: boolean
  unattended?: boolean
  /** Who did it; the service itself if nobody. */
  actorId?: string
  formerAssigneeId?: string
  /**
   * Of an escalation: somebody's wish, or that nobody answered, or that nobody of a tier was on
   * duty.
   */
  reason?: 'by_hand' | 'unanswered' | 'nobody_on_duty'
}

/**
 * A member of staff offers a ticket to another, or the offer is answered. It is part of the
 * ticket's notes.
 */
export interface TicketHandoverEvent extends Durable {
  type: 'ticket_handover'
  roomId: string
  ticketId: string
  handoverId: string
  step: 'offered' | 'accepted' | 'declined' | 'withdrawn'
  fromId: string
  toId: string
  title: string
  actorId?: string
}

/** Staff request a ticket for this conversation. */
export interface TicketRequestedEvent extends Durable {
  type: 'ticket_requested'
  roomId?: string
  requestId: string
  title: string
  requestedBy: string
  people: string[]
}

/** The requested ticket has a room. */
export interface TicketLinkedEvent extends Durable {
  type: 'ticket_linked'
  roomId?: string
  requestId: string
  ticketId: string
  ticketRoomId: string
  title: string
  people: string[]
}

export type TicketEvent = TicketChangedEvent | TicketHandoverEvent | TicketRequestedEvent | TicketLinkedEvent

export type MessageEvent = DirectMessageEvent | RoomMessageEvent
export type DurableEvent = MessageEvent | MessageChange | PersonErasedEvent | MembershipEvent | RoomCreatedEvent | RoomChangedEvent | TicketEvent
