/** A ticket, as the wire describes it. */

import type { Weekday } from './notificationSettings.ts'
import type { User } from './user.ts'

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
  /** False if their account is disabled; for staff. */
  requesterEnabled?: boolean
  /** Who of the staff has it; nobody, while it waits in the queue of its tier. */
  assigneeId?: string
  /** For staff, as is `unattended`. */
  tier?: Tier
  closed: boolean
  /** Nobody of any tier is on duty. */
  unattended?: boolean
  /** An offer that is not answered yet, for staff. */
  handover?: { handoverId: string; fromId: string; toId: string; note?: string; offeredAt: string }
  /** The closed ticket that it was opened to follow, if the signed-in person may read that one. */
  follows?: { ticketId: string; number?: string; title: string }
  /** What the signed-in person may do now. */
  actions: readonly TicketAction[]
}

/** A ticket in the listing for staff. */
export interface TicketItem {
  roomId: string
  ticket: Ticket
  /** Since when it has been where it is: opened, in its tier, with its owner, closed. For staff. */
  since: string
  /** Whether the signed-in person is in its room. */
  member: boolean
  /** Requester, owner, and both of an offer. */
  people: Pick<User, 'userId' | 'userName' | 'userRole'>[]
  /** Whose ticket it is. */
  requester?: Pick<User, 'userId' | 'userName' | 'userRole'>
  /** How the first message in its room begins, as one line. */
  firstMessage?: string
  /** Since when it waits for somebody to take it; while nobody has it. */
  waitingSince?: string
  /** Notes of others that the signed-in person has not read. */
  unreadNotes?: number
}

/** Which tickets, and in which order. */
export interface TicketFilter {
  /** `waiting`: those that the signed-in person may take. */
  queue: 'waiting' | 'mine' | 'offered' | 'open' | 'closed'
  tier?: Tier
  /** The id of whoever has them. */
  owner?: string
  status?: string
  /** Those that have been where they are since this time or longer (ISO 8601). */
  before?: string
  /** A part of title or number, or of the name or id of requester or owner, folded. */
  q?: string
  /** By default those first that wait longest, and closed ones newest first. */
  sort?: 'waiting' | 'newest'
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
  /** `message` is for everybody in the room, `reason` a note of the staff. */
  | { action: 'close'; message?: string; reason?: string }
  | { action: 'reopen' }
  /** One of {@link TicketSettings.statuses}; the last one closes the ticket. */
  | { action: 'set_status'; status: string }
  | { action: 'edit'; title?: string; requesterId?: string }

/** What somebody wants opened; clients open tickets for themselves alone. */
export interface NewTicket {
  title: string
  /** The first message in its room. */
  message?: string
  /** The client whose ticket it is; by default who opens it, or is in the conversation. */
  requesterId?: string
  /** Gets a link to the ticket: a conversation, or the room of a closed ticket. */
  conversationId?: string
  memberIds?: string[]
  /** Makes repeating harmless. */
  clientMessageId?: string
}

/** Hours of some days of the week; `to` may be `24:00`, or on the next day. */
export interface WeeklyHours {
  days: readonly Weekday[]
  from: string
  to: string
}

/** What whoever asks for help may expect. */
export interface SupportState {
  /** Whether it is within the opening hours. */
  open: boolean
  /** When they begin again, if that is known. */
  opensAt?: string
  timeZone: string
  /** The opening hours of a week, in that time zone. */
  hours: readonly WeeklyHours[]
  /** How long the first answer usually takes; missing if too few tickets say so. */
  answerSeconds?: number
}

/** Who keeps the tickets. */
export interface TicketSettings {
  /** Whether the service does so itself, so that they can be opened and closed here. */
  own: boolean
  /** In their order; the last one closes a ticket. */
  statuses: readonly string[]
}
