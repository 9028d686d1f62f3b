import { roomIdOf, type Conversation, type Ticket } from '@sealkloud/chat-client'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'

/** The ticket that a conversation is about: of its room, also beside it in the notes. */
export function useTicketOf(conversation: Conversation): Ticket | undefined {
  const conversations = useObservable(useChat().conversations)
  if (conversation.kind !== 'notes') return conversation.ticket
  const roomId = roomIdOf(conversation)
  return conversations.find(({ conversationId }) => conversationId === roomId)?.ticket
}
