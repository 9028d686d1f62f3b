import { isDurable, isMessage, isOfTicket } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { sayTicketEvent } from '../ticket/sentences.ts'
import { useNameOf } from '../ticket/useNameOf.ts'
import { preview } from './markdown.ts'

/** Reads new messages, and what becomes of a ticket, out to a screen reader. The list cannot: its lines come and go as one scrolls. */
export function Announcer({ conversationId }: { conversationId: string }) {
  const chat = useChat()
  const { userId } = useMe()
  const text = useText()
  const nameOf = useNameOf()
  const [said, setSaid] = useState('')

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (!isDurable(event) || event.conversationId !== conversationId) return
        if (isOfTicket(event)) setSaid(sayTicketEvent(event, text, nameOf))
        else if (isMessage(event) && event.senderId !== userId) setSaid(text.conversation.said(event.senderName, preview(event.content)))
      }),
    [chat, conversationId, userId, text, nameOf],
  )

  return (
    <div role="log" aria-live="polite">
      {said}
    </div>
  )
}
