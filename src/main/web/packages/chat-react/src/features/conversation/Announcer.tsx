import { isDurable, isMessage, isOfTicket } from '@sealkloud/chat-client'
import { useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { sayTicketEvent } from '../ticket/sentences.ts'
import { useNameOf } from '../ticket/useNameOf.ts'
import { previewOf } from './markdown.ts'

/** A screen reader is told of what is put in; what it has read makes room. */
const KEPT = 5

/** Reads new messages, and what becomes of a ticket, out to a screen reader. The list cannot: its lines come and go as one scrolls. */
export function Announcer({ conversationId }: { conversationId: string }) {
  const chat = useChat()
  const { userId } = useMe()
  const text = useText()
  const nameOf = useNameOf()
  const [lines, setLines] = useState<readonly { id: number; said: string }[]>([])

  // A line of its own for each: a text that stays the same is no news to a screen reader.
  const say = useEffectEvent((id: number, said: string) => setLines((present) => [...present.slice(1 - KEPT), { id, said }]))

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (!isDurable(event) || event.conversationId !== conversationId) return
        if (isOfTicket(event)) say(event.seq, sayTicketEvent(event, text, nameOf))
        else if (isMessage(event) && event.senderId !== userId) say(event.seq, text.conversation.said(event.senderName, previewOf(event)))
      }),
    [chat, conversationId, userId, text, nameOf],
  )

  return (
    <div role="log" aria-live="polite">
      {lines.map(({ id, said }) => (
        <p key={id}>{said}</p>
      ))}
    </div>
  )
}
