import type { Conversation } from './conversation.ts'
import type { Target } from './outbox.ts'

/** The room that a conversation is, or whose notes it holds. Not for direct conversations. */
export function roomIdOf({ conversationId, roomId }: Pick<Conversation, 'conversationId' | 'roomId'>): string {
  return roomId ?? conversationId.replace(/^notes-/, '')
}

/** The room of a ticket. */
export function roomOfTicket(ticketId: string): string {
  return `ticket-${ticketId}`
}

/** The conversation with the internal notes of a ticket's room. */
export function notesOf(roomId: string): string {
  return `notes-${roomId}`
}

/**
 * Where something that is said in a conversation is sent to. Whoever writes to themselves is their
 * own receiver.
 */
export function targetOf(conversation: Conversation, me: string): Target {
  const { kind, members } = conversation
  if (kind === 'notes') return { roomId: roomIdOf(conversation), note: true }
  if (kind !== 'direct') return { roomId: roomIdOf(conversation) }
  return { receiverId: (members.find(({ userId }) => userId !== me) ?? { userId: me }).userId }
}
