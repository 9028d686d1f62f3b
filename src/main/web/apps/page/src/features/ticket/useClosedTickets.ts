import { ChatError, type Page, type TicketItem } from '@sealkloud/chat-client'
import { useCallback, useEffect, useState } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

/** Closed tickets, those first that were closed last, a page at a time; nothing is asked for unless they are wanted. */
export function useClosedTickets(wanted: boolean) {
  const chat = useChat()
  const [page, setPage] = useState<Page<TicketItem> | null>(null)
  const [failed, setFailed] = useState(false)

  const load = useCallback(
    (before: Page<TicketItem> | null) => {
      setFailed(false)
      chat.rest.tickets('closed', before?.nextCursor ?? undefined).then(
        ({ items, nextCursor }) => setPage({ items: [...(before?.items ?? []), ...items], nextCursor }),
        (error: unknown) => {
          if (!(error instanceof ChatError)) throw error
          setFailed(true)
        },
      )
    },
    [chat],
  )
  useEffect(() => {
    if (wanted) load(null)
  }, [wanted, load])

  return { items: page?.items ?? null, failed, more: page?.nextCursor ? () => load(page) : null, retry: () => load(page) }
}
