import type { TicketItem } from '@sealkloud/chat-client'
import { useMemo } from 'react'
import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

/** The open tickets, as they concern one person. */
export interface Queues {
  /** Those that the person may take. */
  waiting: readonly TicketItem[]
  mine: readonly TicketItem[]
  open: readonly TicketItem[]
  /** Those that somebody wants to hand over to the person. */
  offered: readonly TicketItem[]
}

export function useQueues(): Queues {
  const { items } = useObservable(useChat().tickets.open)
  const me = useMe().userId
  return useMemo(() => queuesOf(items, me), [items, me])
}

/**
 * Writes how many there are, with a sign where there are more than are known here. Those of the
 * person are all known.
 */
export function useCounted(): (count: number, whose?: 'mine') => string {
  const { complete } = useObservable(useChat().tickets.open)
  const language = useLanguage()
  return (count, whose) => `${count.toLocaleString(language)}${complete || whose ? '' : '+'}`
}

export function queuesOf(items: readonly TicketItem[], me: string): Queues {
  return {
    waiting: items.filter(({ ticket }) => ticket.actions.includes('claim')),
    mine: items.filter(({ ticket }) => ticket.assigneeId === me),
    open: items,
    offered: items.filter(({ ticket }) => ticket.handover?.toId === me),
  }
}
