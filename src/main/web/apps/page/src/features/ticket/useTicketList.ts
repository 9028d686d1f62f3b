import { TicketList } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { asked, type QueueFilter } from './queueFilter.ts'

/** Tickets grow old without anything happening to them. */
const AGED_MS = 60_000

/** The tickets that a filter lets through; each filter has a list of its own. */
export function useTicketList(filter: QueueFilter) {
  const chat = useChat()
  const me = useMe().userId
  const key = JSON.stringify(filter)
  const make = () => ({ key, list: new TicketList(chat.tickets, chat.rest, () => asked(filter, Date.now()), me) })
  const [held, setHeld] = useState(make)
  // The same list must not be seen with another filter, not even for a moment.
  const current = held.key === key ? held : make()
  if (current !== held) setHeld(current)
  const { list } = current
  const ages = filter.age !== undefined
  useEffect(() => list.start(), [list])
  useEffect(() => {
    if (!ages) return
    const timer = setInterval(() => void list.reload(), AGED_MS)
    return () => clearInterval(timer)
  }, [list, ages])
  return { ...useObservable(list.state), more: () => void list.more(), retry: () => void list.reload() }
}
