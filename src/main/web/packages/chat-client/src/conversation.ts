/** Conversations and rooms, as the wire describes them. */

import type { ConversationKind, DurableEvent, MessageEvent } from './durableEvents.ts'
import type { Ticket, TicketItem } from './ticket.ts'
import type { Member } from './user.ts'

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
  /** The `seq` of the first event that is kept; missing from older servers. */
  firstSeq?: number
  lastSeq: number
  lastReadSeq: number
  unreadCount: number
  /** True of a room that is read-only; missing otherwise. */
  archived?: boolean
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
  /** True of one that is read-only and left out of lists; missing otherwise. */
  archived?: boolean
  members?: Member[]
}

/** A page of history, oldest first. */
export interface HistoryPage {
  messages: DurableEvent[]
  hasMoreBefore: boolean
  hasMoreAfter: boolean
}

/** A ticket as staff read it before they take it or join its room. */
export interface TicketPreview {
  item: TicketItem
  /** The newest messages of its room. */
  messages: HistoryPage
  notes: HistoryPage
}

/** What may be done to messages. */
export interface MessageSettings {
  /** How long after sending authors may edit and delete, in milliseconds; 0 for never. */
  editWindowMs: number
}

/** A page of what a person sees of a conversation, oldest first. */
export interface TimelinePage {
  /** Messages as they are now, and comings and goings. */
  lines: DurableEvent[]
  hasMoreBefore: boolean
  hasMoreAfter: boolean
  /** Up to which event it tells all; later ones are to be applied to it. */
  asOfSeq: number
  /** The `seq` of the first event that is kept: what came before was removed. */
  firstSeq: number
  /** Of which state of the database it is; missing from older servers. */
  epoch?: string
}

/** A page of the log, ascending. */
export interface EventPage extends Page<DurableEvent> {
  /** The `seq` of the first event that is kept; missing, as what follows, from older servers. */
  firstSeq?: number
  /** Of which state of the database it is. */
  epoch?: string
}

/** What a message has said, from `editedAt` on. */
export interface Revision {
  revision: number
  content: string
  editedAt: string
  editorId: string
}

/** A page of a list; `nextCursor` is passed back to get the next one, and is null on the last. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
