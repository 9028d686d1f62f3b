/**
 * What the server says over the socket, as one discriminated union: `switch (event.type)` narrows to the exact fields.
 * The names are those of the wire. A field that a newer server adds is ignored; a type that it adds reaches nobody.
 */

import type { SoundName } from './notificationSettings.ts'

/** What a person may be, as the wire says it. `service` is a program and is never shown as a person. */
export type UserRole = 'client' | 'employee_l1' | 'employee_l2' | 'employee_l3' | 'admin' | 'service'

/** Whether somebody can be reached: `dnd` asks not to be disturbed. */
export type PresenceStatus = 'online' | 'away' | 'dnd' | 'offline'

/** Where a room message came from: `automated` and `ticket` are written by programs, `system` by the chat itself. */
export type MessageKind = 'text' | 'note' | 'system' | 'automated' | 'ticket'

export type ConversationKind = 'direct' | 'team' | 'ticket' | 'notes'

export type ErrorCode = 'bad_request' | 'identity_mismatch' | 'forbidden' | 'not_found' | 'too_large' | 'rate_limited' | 'conflict' | 'unavailable'

interface Timestamped {
  /** The server's clock, ISO-8601 in UTC with milliseconds. */
  timestamp: string
}

/** A durable event: within one conversation `seq` counts 1, 2, 3 … without gaps, in the order in which things happened. */
interface Durable extends Timestamped {
  conversationId: string
  seq: number
}

interface Written extends Durable {
  messageId: string
  senderId: string
  senderName: string
  senderRole: UserRole
  content: string
  clientMessageId: string | null
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

export interface MembershipEvent extends Durable {
  type: 'member_joined' | 'member_left'
  roomId: string
  userId: string
  userName: string
  userRole: UserRole
}

/** The first event of a room's log. Nobody can be subscribed when it happens: it is met in the log alone. */
export interface RoomCreatedEvent extends Durable {
  type: 'room_created'
  roomId: string
  name: string
  kind: ConversationKind
  ticketId?: string
}

/** What has become of a ticket. */
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

/** Something happened to a room's ticket; the rest is how the ticket stands since, as far as it is known. */
export interface TicketChangedEvent extends Durable {
  type: 'ticket_changed'
  roomId: string
  ticketId: string
  change: TicketChange
  number?: string
  title: string
  status?: string
  assigneeId?: string
  /** Missing, as the next two, in events that are older than tiers. */
  tier?: Tier
  closed?: boolean
  unattended?: boolean
  /** Who did it; the service itself if nobody. */
  actorId?: string
  formerAssigneeId?: string
  /** Of an escalation: somebody's wish, or that nobody answered, or that nobody of a tier was on duty. */
  reason?: 'by_hand' | 'unanswered' | 'nobody_on_duty'
}

/** Somebody of the staff offers a ticket to another, or that is answered. It stands among the notes of the ticket. */
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

/** Staff want a ticket made of this conversation. */
export interface TicketRequestedEvent extends Durable {
  type: 'ticket_requested'
  roomId?: string
  requestId: string
  title: string
  requestedBy: string
  people: string[]
}

/** The ticket that was asked for has a room. */
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
}

export interface ReadEvent extends Timestamped {
  type: 'read'
  conversationId: string
  userId: string
  readSeq: number
}

export interface UserJoinedEvent extends Timestamped {
  type: 'user_joined'
  userId: string
  userName: string
  userRole: UserRole
  conversations: Conversation[]
  online: User[]
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

/** What a desktop shows of a message. A Web Push carries the same. */
export interface NotificationEvent extends Timestamped {
  type: 'notification'
  /** The same when it is sent again. */
  notificationId: string
  title: string
  /** One line of plain text; empty if the person wants no previews. */
  body: string
  /** The same for a whole conversation: a newer one takes the place of the one before. */
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

/** The person has read on some device what a notification shows: it can go. One with a greater `seq` stays. */
export interface NotificationWithdrawnEvent extends Timestamped {
  type: 'notification_withdrawn'
  conversationId: string
  readSeq: number
  tag: string
}

/** The person has changed on some device how they want to be notified; {@link NotificationPreferences} has loaded it again. */
export interface NotificationSettingsChangedEvent extends Timestamped {
  type: 'notification_settings_changed'
}

export interface SyncEvent extends Timestamped {
  type: 'sync'
  conversations: { conversationId: string; lastSeq: number }[]
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

export type MessageEvent = DirectMessageEvent | RoomMessageEvent
export type DurableEvent = MessageEvent | MembershipEvent | RoomCreatedEvent | TicketEvent
export type ChatEvent =
  | DurableEvent
  | TypingEvent
  | PresenceEvent
  | ReadEvent
  | UserJoinedEvent
  | RoomJoinedEvent
  | NotificationEvent
  | NotificationWithdrawnEvent
  | NotificationSettingsChangedEvent
  | SyncEvent
  | ErrorEvent

/** A person, as far as the signed-in person may see them. */
export interface User {
  userId: string
  userName: string
  userRole: UserRole
  status: PresenceStatus
  lastSeen: string | null
}

/** A person in a conversation, and how far they have read. */
export interface Member {
  userId: string
  userName: string
  userRole: UserRole
  readSeq: number
  /** False for somebody whose account is disabled, whom staff are shown; missing otherwise. */
  enabled?: boolean
}

/** A level of the helpdesk; a ticket is escalated from one to the next. */
export type Tier = 'l1' | 'l2' | 'l3'

/** What a person may do to a ticket; see {@link TicketStep}. */
export type TicketAction = TicketStep['action']

/** How a ticket stands. */
export interface Ticket {
  ticketId: string
  /** What people call it. */
  number?: string
  title: string
  /** In the words of the ticket service. */
  status?: string
  /** The client whose ticket it is. */
  requesterId?: string
  /** Who of the staff has it; nobody, while it waits in the queue of its tier. */
  assigneeId?: string
  tier: Tier
  closed: boolean
  /** Nobody of any tier is on duty. */
  unattended: boolean
  /** An offer that is not answered yet, for staff. */
  handover?: { handoverId: string; fromId: string; toId: string; note?: string; offeredAt: string }
  /** What the signed-in person may do now. */
  actions: readonly TicketAction[]
}

/** A ticket in the listing for staff. */
export interface TicketItem {
  roomId: string
  ticket: Ticket
  /** Since when it has been where it is: opened, in its tier, with its owner, closed. */
  since: string
  /** Whether the signed-in person is in its room. */
  member: boolean
  /** Requester, owner, and both of an offer. */
  people: Pick<User, 'userId' | 'userName' | 'userRole'>[]
}

/** Something that a person does to a ticket. `observe` lets the former owner stay in the room. */
export type TicketStep =
  | { action: 'claim' }
  | { action: 'assign'; assigneeId: string }
  | { action: 'release'; observe?: boolean }
  | { action: 'hand_over'; toId: string; note?: string; observe?: boolean }
  | { action: 'withdraw' | 'accept'; handoverId: string }
  | { action: 'decline'; handoverId: string; note?: string }
  | { action: 'escalate' | 'return'; tier: Tier; note?: string; observe?: boolean }

/** A conversation as its list shows it. The id of a room's conversation is its `roomId`. */
export interface Conversation {
  conversationId: string
  kind: ConversationKind
  title: string
  roomId?: string
  ticketId?: string
  members: Member[]
  /** Of a ticket's room. */
  ticket?: Ticket
  lastMessage: MessageEvent | null
  /** When its log last grew, by whatever event; the list is sorted by it. */
  lastEventAt: string
  lastSeq: number
  lastReadSeq: number
  unreadCount: number
}

/** A room as the directory of rooms shows it, whether one is a member or not. */
export interface Room {
  roomId: string
  conversationId: string
  name: string
  kind: ConversationKind
  ticketId?: string
  ticket?: Ticket
  lastSeq: number
  member: boolean
  memberCount: number
  members?: Member[]
}

/** A page of history, oldest first. */
export interface HistoryPage {
  messages: DurableEvent[]
  hasMoreBefore: boolean
  hasMoreAfter: boolean
}

/** A page of a list; `nextCursor` is passed back to get the next one, and is null on the last. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** Whether a durable event is something that a person or program wrote. */
export function isMessage(event: ChatEvent): event is MessageEvent {
  return event.type === 'message' || event.type === 'room_message'
}

/** Whether an event is part of a conversation's numbered log. */
export function isDurable(event: ChatEvent): event is DurableEvent {
  return isMessage(event) || isMembership(event) || isOfTicket(event) || event.type === 'room_created'
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

/** Whether a role belongs to the helpdesk's staff, who see everybody and may open rooms. */
export function isStaff(role: UserRole): boolean {
  return role.startsWith('employee_') || role === 'admin'
}
