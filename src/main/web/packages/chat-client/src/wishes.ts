import { changed, reacted } from './changes.ts'
import type { MessageChange, MessageEvent } from './durableEvents.ts'
import type { ChatErrorCode } from './errors.ts'

/** What a person does to a message. */
export type Wish =
  | { kind: 'edit'; content: string; revision: number }
  | { kind: 'delete' }
  | { kind: 'react'; emoji: string; present: boolean }
  | { kind: 'pin'; pinned: boolean }

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

/** The same for wishes that replace each other. */
export function keyOf(conversationId: string, seq: number, wish: Wish): string {
  return `${conversationId}.${seq}.${wish.kind === 'react' ? wish.emoji : wish.kind}`
}

/** Whether what the event tells of is what was wished. */
export function fulfils(event: MessageChange, wish: Wish): boolean {
  if (event.type === 'message_deleted') return true
  if (event.type === 'message_edited') return wish.kind === 'edit' && wish.content === event.content
  if (event.type === 'message_pinned') return wish.kind === 'pin' && wish.pinned === event.pinned
  if (event.type !== 'reaction') return false
  return wish.kind === 'react' && wish.emoji === event.emoji && wish.present === event.present
}

/** The message as it will be. */
export function wished(message: MessageEvent, wish: Wish, me: string): MessageEvent {
  if (wish.kind === 'react') return reacted(message, { ...wish, userId: me }, me)
  const told = {
    conversationId: message.conversationId,
    seq: 0,
    targetSeq: message.seq,
    messageId: message.messageId,
    actorId: me,
    timestamp: message.timestamp,
  }
  switch (wish.kind) {
    case 'delete':
      return changed(message, { ...told, type: 'message_deleted', reason: 'author' }, me)
    case 'pin':
      return changed(message, { ...told, type: 'message_pinned', pinned: wish.pinned }, me)
    case 'edit': {
      // Whom the new words mention, the server will say.
      const { mentions } = message
      return changed(message, { ...told, type: 'message_edited', content: wish.content, revision: wish.revision + 1, ...(mentions && { mentions }) }, me)
    }
  }
}
