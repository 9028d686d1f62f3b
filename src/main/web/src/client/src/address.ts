import type { Conversation } from './events.ts'
import type { Target } from './outbox.ts'

/** Where something that is said in a conversation is sent to. Whoever writes to themselves is their own receiver. */
export function targetOf({ conversationId, kind, roomId, members }: Conversation, me: string): Target {
  if (kind === 'notes') return { roomId: roomId ?? conversationId.replace(/^notes-/, ''), note: true }
  if (kind !== 'direct') return { roomId: roomId ?? conversationId }
  return { receiverId: (members.find(({ userId }) => userId !== me) ?? { userId: me }).userId }
}
