import { ChatError, type Conversation } from '@sealkloud/chat-client'
import { useCallback, useEffect, useState } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'

/** A conversation by its id; one that is not in the list is asked for. */
export function useConversation(conversationId: string) {
  const chat = useChat()
  const conversation = useObservable(chat.conversations).find((each) => each.conversationId === conversationId)
  const [failure, setFailure] = useState<{ conversationId: string; error: ChatError } | null>(null)
  const missing = conversation === undefined

  const fetchIt = useCallback(() => {
    setFailure(null)
    chat
      .fetchConversation(conversationId)
      .catch((error: unknown) => setFailure({ conversationId, error: error instanceof ChatError ? error : new ChatError('unexpected', String(error)) }))
  }, [chat, conversationId])

  useEffect(() => {
    if (missing) fetchIt()
  }, [missing, fetchIt])

  return {
    conversation: conversation as Conversation | undefined,
    error: failure?.conversationId === conversationId ? failure.error : null,
    retry: fetchIt,
  }
}
