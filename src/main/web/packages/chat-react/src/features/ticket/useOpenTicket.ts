import { newMessageId, type Conversation, type NewTicket } from '@sealkloud/chat-client'
import { useRef } from 'react'
import { useChat } from '../session/ChatProvider.tsx'

/** Opens tickets. The same again is the same ticket, also if the first answer was lost. */
export function useOpenTicket(): (ticket: Omit<NewTicket, 'clientMessageId'>) => Promise<Conversation> {
  const chat = useChat()
  const attempt = useRef({ content: '', clientMessageId: '' })

  return (ticket) => {
    const content = JSON.stringify(ticket)
    if (attempt.current.content !== content) attempt.current = { content, clientMessageId: newMessageId() }
    return chat.openTicket({ ...ticket, clientMessageId: attempt.current.clientMessageId })
  }
}
