import type { ChatClient, TicketItem } from '@sealkloud/chat-client'
import { useEffect, useEffectEvent } from 'react'
import { useChat, useMe } from '../session/ChatProvider.tsx'

/**
 * Calls of each ticket that is offered to the signed-in person from now on, and of the end of each
 * offer. Staff only; others have none.
 */
export function useOffers(onOffered: (item: TicketItem) => void, onEnded: (handoverId: string) => void): void {
  const chat = useChat()
  const me = useMe().userId
  const offered = useEffectEvent(onOffered)
  const ended = useEffectEvent(onEnded)

  useEffect(() => {
    let known: ReadonlyMap<string, TicketItem> | null = null
    const look = () => {
      const present = offersTo(me, chat)
      if (!present) return
      // What was there before the page stands in the list, and is no news.
      for (const [handoverId, item] of known ? present : []) if (!known!.has(handoverId)) offered(item)
      for (const handoverId of known?.keys() ?? []) if (!present.has(handoverId)) ended(handoverId)
      known = present
    }
    look()
    return chat.tickets.open.subscribe(look)
  }, [chat, me])
}

/** By `handoverId`; null while the tickets are not known. */
function offersTo(me: string, chat: ChatClient): ReadonlyMap<string, TicketItem> | null {
  const { items, loading } = chat.tickets.open.value
  if (loading) return null
  return new Map(items.flatMap((item) => (item.ticket.handover?.toId === me ? [[item.ticket.handover.handoverId, item] as const] : [])))
}
