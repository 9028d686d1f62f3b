/**
 * What the server says over the socket, as one discriminated union: `switch (event.type)` narrows
 * to the exact fields. The names are those of the wire. A field that a newer server adds is
 * ignored; a type that it adds reaches nobody.
 */

import type { Conversation } from './conversation.ts'
import type { ConversationKind, DurableEvent, MembershipEvent, MessageChange, MessageEvent, TicketEvent, Timestamped } from './durableEvents.ts'
import type { ErrorCode } from './errors.ts'
import type { SoundName } from './notificationSettings.ts'
import type { Member, PresenceStatus, User, UserRole } from './user.ts'

export interface TypingEvent extends Timestamped {
  type: 'typing_start' | 'typing_stop'
  senderId: string
  senderName: string
  receiverId?: string
  roomId?: string
}

export interface PresenceEvent extends Timestamped {
  type: 'user_online' | 'user_away' | 'user_offline'
  userId: string
  userName: string
  userRole: UserRole
  lastSeen: string | null
  /** Tells `dnd` from `online`, where the server says it. */
  status?: PresenceStatus
  /** The version of their picture; missing if they have none. */
  picture?: string
}

/** Somebody has another name, role or picture. */
export interface UserChangedEvent extends Timestamped {
  type: 'user_changed'
  userId: string
  userName: string
  userRole: UserRole
  /** The version of their picture; missing if they have none. */
  picture?: string
}

export interface ReadEvent extends Timestamped {
  type: 'read'
  conversationId: string
  userId: string
  readSeq: number
}

/** The person has marked a conversation as unread, on some device. */
export interface UnreadMarkedEvent extends Timestamped {
  type: 'unread_marked'
  conversationId: string
  /** The first unread message. */
  seq: number
  /** Messages of others from it on. */
  unreadCount: number
}

export interface UserJoinedEvent extends Timestamped {
  type: 'user_joined'
  userId: string
  userName: string
  userRole: UserRole
  conversations: Conversation[]
  /** Null if these are all; missing from older servers. */
  nextCursor?: string | null
  online: User[]
  /** Of which state of the database it is; missing from older servers. */
  epoch?: string
}

export interface RoomJoinedEvent extends Timestamped {
  type: 'room_joined'
  roomId: string
  conversationId: string
  name: string
  kind: ConversationKind
  lastSeq: number
  members: Member[]
}

/** The notification of a message, also the payload of a Web Push. */
export interface NotificationEvent extends Timestamped {
  type: 'notification'
  /** The same when it is sent again. */
  notificationId: string
  title: string
  /** One line of plain text; empty if the person wants no previews. */
  body: string
  /** The same for a whole conversation: a newer one replaces the previous one. */
  tag: string
  /** Where the server's own page shows the message. */
  url: string
  /** Null for none. */
  sound: SoundName | null
  conversationId: string
  /** Missing from older servers. */
  conversationKind?: ConversationKind
  messageId: string
  seq: number
  senderId: string
  senderName: string
  senderRole: UserRole
  /** Unread messages over all conversations. */
  unreadTotal: number
}

/**
 * The person has read on some device what a notification shows: it can go. One with a greater `seq`
 * stays.
 */
export interface NotificationWithdrawnEvent extends Timestamped {
  type: 'notification_withdrawn'
  conversationId: string
  readSeq: number
  tag: string
}

/**
 * The person has changed on some device how they want to be notified; {@link
 * NotificationPreferences} has loaded it again.
 */
export interface NotificationSettingsChangedEvent extends Timestamped {
  type: 'notification_settings_changed'
}

export interface SyncEvent extends Timestamped {
  type: 'sync'
  /** Of which state of the database it is; missing from older servers, as `firstSeq`. */
  epoch?: string
  conversations: { conversationId: string; firstSeq?: number; lastSeq: number }[]
}

/** The events of a conversation before `firstSeq` were too old, and are gone. */
export interface LogTrimmedEvent extends Timestamped {
  type: 'log_trimmed'
  conversationId: string
  firstSeq: number
}

export interface ErrorEvent extends Timestamped {
  type: 'error'
  code: ErrorCode
  message: string
  /** The kind of message that was refused, such as `room_message`. */
  event: string
  clientMessageId?: string
  retryAfterMs?: number
}

export type ChatEvent =
  | DurableEvent
  | TypingEvent
  | PresenceEvent
  | UserChangedEvent
  | ReadEvent
  | UnreadMarkedEvent
  | UserJoinedEvent
  | RoomJoinedEvent
  | NotificationEvent
  | NotificationWithdrawnEvent
  | NotificationSettingsChangedEvent
  | SyncEvent
  | LogTrimmedEvent
  | ErrorEvent

/** Whether a durable event is something that a person or program wrote. */
export function isMessage(event: ChatEvent): event is MessageEvent {
  return event.type === 'message' || event.type === 'room_message'
}

/** Whether an event is part of a conversation's numbered log. */
export function isDurable(event: ChatEvent): event is DurableEvent {
  return (
    isMessage(event) ||
    isChange(event) ||
    isMembership(event) ||
    isOfTicket(event) ||
    event.type === 'person_erased' ||
    event.type === 'room_created' ||
    event.type === 'room_changed'
  )
}

const CHANGES: ReadonlySet<string> = new Set<MessageChange['type']>(['message_edited', 'message_deleted', 'reaction', 'message_pinned', 'attachment_changed'])

/** Whether it tells how an earlier message is from now on. */
export function isChange(event: ChatEvent): event is MessageChange {
  return CHANGES.has(event.type)
}

/** Whether somebody became a member of a room, or stopped being one. */
export function isMembership(event: ChatEvent): event is MembershipEvent {
  return event.type === 'member_joined' || event.type === 'member_left'
}

const TICKET_EVENTS: ReadonlySet<string> = new Set<TicketEvent['type']>(['ticket_changed', 'ticket_handover', 'ticket_requested', 'ticket_linked'])

/** Whether it tells of a ticket. */
export function isOfTicket(event: ChatEvent): event is TicketEvent {
  return TICKET_EVENTS.has(event.type)
}
