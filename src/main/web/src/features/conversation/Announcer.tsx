import { isMessage } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { preview } from './markdown.ts'

/** Reads new messages out to a screen reader. The list cannot: its lines come and go as one scrolls. */
export function Announcer({ conversationId }: { conversationId: string }) {
  const chat = useChat()
  const { userId } = useMe()
  const text = useText()
  const [said, setSaid] = useState('')

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (!isMessage(event) || event.conversationId !== conversationId || event.senderId === userId) return
        setSaid(text.conversation.said(event.senderName, preview(event.content)))
      }),
    [chat, conversationId, userId, text],
  )

  return (
    <div role="log" aria-live="polite">
      {said}
    </div>
  )
}
