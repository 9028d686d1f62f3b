import type { Conversation, MessageEvent } from '@sealkloud/chat-client'
import type { Dictionary } from '../../i18n/en.ts'
import { preview } from '../conversation/markdown.ts'

/** What a toast or a desktop notification says about a new message. */
export interface Notice {
  conversationId: string
  seq: number
  title: string
  body: string
}

const BODY_LENGTH = 140

export function noticeOf(event: MessageEvent, conversation: Conversation | undefined, text: Dictionary): Notice {
  const room = event.type === 'room_message' ? (conversation?.title ?? null) : null
  return {
    conversationId: event.conversationId,
    seq: event.seq,
    title: text.notification.title(event.senderName, room),
    body: Array.from(preview(event.content)).slice(0, BODY_LENGTH).join(''),
  }
}
