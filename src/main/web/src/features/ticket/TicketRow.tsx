import type { TicketItem } from '@sealkloud/chat-client'
import { memo } from 'react'
import { hrefOf } from '../../app/route.ts'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import sidebar from '../sidebar/Sidebar.module.css'
import { TicketFacts } from './TicketFacts.tsx'
import { useNameOf } from './useNameOf.ts'

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
        className={current ? `${sidebar.row} ${sidebar.current}` : sidebar.row}
        href={hrefOf(roomId)}
        data-row=""
        data-ticket={ticket.ticketId}
        aria-current={current ? 'page' : undefined}
      >
        <Avatar name={ticket.title} size={40}>
          <Icon name="ticket" />
        </Avatar>
        <span className={sidebar.texts}>
          <bdi className={sidebar.title}>{ticket.title}</bdi>
          <TicketFacts ticket={ticket} nameOf={nameOf} />
          {ticket.requesterId !== undefined && (
            <span className={sidebar.last}>
              {text.ticket.requester}: <bdi>{nameOf(ticket.requesterId)}</bdi>
            </span>
          )}
        </span>
        <span className={sidebar.aside}>
          <time dateTime={since} title={text.ticket.queue.since(dates.full(date))}>
            {dates.short(date, chat.now())}
          </time>
        </span>
      </a>
    </li>
  )
})
