import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useEffect, useRef } from 'react'
import { hrefOfSupport, type Route } from '../../route/route.ts'

/**
 * Leads a client to where they ask for help, where the list hides it, and nothing goes on that they
 * may have come for. Once: who goes back to the list wants to see it.
 */
export function useSupportFirst(route: Route, contactsSupport: boolean, narrow: boolean): void {
  const chat = useChat()
  const decided = useRef(false)
  const isList = Object.keys(route).length === 0

  useEffect(() => {
    if (!isList) decided.current = true
    if (decided.current || !contactsSupport) return
    decided.current = true
    const goesOn = chat.conversations.value.some(({ archived, ticket }) => !archived && !ticket?.closed)
    if (narrow && !goesOn) location.hash = hrefOfSupport()
  }, [chat, isList, contactsSupport, narrow])
}
