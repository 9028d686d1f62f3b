import { AdminApi } from '@sealkloud/chat-client'
import { useMemo } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

/** The calls of administrators. */
export function useAdmin(): AdminApi {
  const { rest } = useChat()
  return useMemo(() => new AdminApi(rest), [rest])
}
