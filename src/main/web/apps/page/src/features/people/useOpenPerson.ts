import { useCallback } from 'react'
import { open } from '../../route/route.ts'
import { tellFailure } from '@sealkloud/chat-react/features/failure/failure.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

/** Opens the direct conversation with a person. */
export function useOpenPerson(): (userId: string) => void {
  const chat = useChat()
  return useCallback((userId) => void chat.openDirect(userId).then(({ conversationId }) => open(conversationId), tellFailure), [chat])
}
