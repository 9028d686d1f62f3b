import { TicketList, type TicketFilter } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

/** The tickets that a filter lets through; each filter has a list of its own. */
export function useTicketList(filter: TicketFilter) {
  const chat = useChat()
  const me = useMe().userId
  const key = JSON.stringify(filter)
  const make = () => ({ key, list: new TicketList(chat.tickets, chat.rest, filter, me) })
  const [held, setHeld] = useState(make)
  // The same list must not be seen with another filter, not even for a moment.
  const current = held.key === key ? held : make()
  if (current !== held) setHeld(current)
  const { list } = current
  useEffect(() => list.start(), [list])
  return { ...useObservable(list.state), more: () => void list.more(), retry: () => void list.reload() }
}
