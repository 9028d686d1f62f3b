import type { TicketItem } from '@sealkloud/chat-client'
import { memo } from 'react'
import { hrefOf } from '../../route/route.ts'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { Avatar } from '@sealkloud/chat-react/ui/Avatar.tsx'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import rows from '../../ui/rows.module.css'
import { TicketFacts } from '@sealkloud/chat-react/features/ticket/TicketFacts.tsx'
import { useNameOf } from '@sealkloud/chat-react/features/ticket/useNameOf.ts'

/** A ticket in the queue, with who asked and since when it is where it is. */
export const TicketRow = memo(function TicketRow({ item, current }: { item: TicketItem; current: boolean }) {
  const text = useText()
  const dates = useDates()
  const chat = useChat()
  const nameOf = useNameOf(item.people)
  const { roomId, ticket, since } = item
  const date = new Date(since)
  return (
    <li>
      <a
        className={current ? `${rows.row} ${rows.current}` : rows.row}
        href={hrefOf(roomId)}
        data-row=""
        data-ticket={ticket.ticketId}
        aria-current={current ? 'page' : undefined}
      >
        <Avatar name={ticket.title} size={40}>
          <Icon name="ticket" />
        </Avatar>
        <span className={rows.texts}>
          <bdi className={rows.title}>{ticket.title}</bdi>
          <TicketFacts ticket={ticket} nameOf={nameOf} />
          {ticket.requesterId !== undefined && (
            <span className={rows.last}>
              {text.ticket.requester}: <bdi>{nameOf(ticket.requesterId)}</bdi>
            </span>
          )}
        </span>
        <span className={rows.aside}>
          <time dateTime={since} title={text.ticket.queue.since(dates.full(date))}>
            {dates.short(date, chat.now())}
          </time>
        </span>
      </a>
    </li>
  )
})
