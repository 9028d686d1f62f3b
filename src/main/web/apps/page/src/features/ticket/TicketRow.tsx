import { notesOf, type TicketItem } from '@sealkloud/chat-client'
import { memo, useSyncExternalStore } from 'react'
import { hrefOf } from '../../route/route.ts'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { UnreadBadge } from '@sealkloud/chat-react/ui/UnreadBadge.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import rows from '../../ui/rows.module.css'
import { TicketFacts } from '@sealkloud/chat-react/features/ticket/TicketFacts.tsx'
import { useNameOf } from '@sealkloud/chat-react/features/ticket/useNameOf.ts'
import styles from './TicketQueue.module.css'
import { useMinutes } from './useMinutes.ts'

/** A ticket in the queue: what it is about, who asked and in which words, and how long it waits. */
export const TicketRow = memo(function TicketRow({ item, current }: { item: TicketItem; current: boolean }) {
  const text = useText()
  const nameOf = useNameOf(item.people)
  const { roomId, ticket, firstMessage } = item
  const { requesterId, requesterEnabled } = ticket
  return (
    <li>
      <a
        className={current ? `${rows.row} ${styles.row} ${rows.current}` : `${rows.row} ${styles.row}`}
        href={hrefOf(roomId)}
        data-row=""
        data-ticket={ticket.ticketId}
        aria-current={current ? 'page' : undefined}
      >
        <span className={rows.texts}>
          <bdi className={rows.title}>{ticket.title}</bdi>
          <TicketFacts ticket={ticket} nameOf={nameOf} />
          {(requesterId !== undefined || firstMessage !== undefined) && (
            <span className={rows.last}>
              {requesterId !== undefined && <bdi title={text.ticket.requester}>{nameOf(requesterId)}</bdi>}
              {requesterEnabled === false && <span className={styles.disabled}> ({text.details.disabled})</span>}
              {requesterId !== undefined && firstMessage !== undefined && ' · '}
              {firstMessage !== undefined && <bdi>{firstMessage}</bdi>}
            </span>
          )}
        </span>
        <span className={rows.aside}>
          <Since item={item} />
          <Notes item={item} />
        </span>
      </a>
    </li>
  )
})

/**
 * How long nobody has had it, which goes on by itself; or since when somebody has, or it is closed.
 */
function Since({ item: { since, waitingSince } }: { item: TicketItem }) {
  const text = useText().ticket.queue
  const dates = useDates()
  const chat = useChat()
  useMinutes()
  const now = chat.now()
  const date = new Date(since)
  const full = text.since(dates.full(date))
  if (waitingSince === undefined) {
    return (
      <time dateTime={since} title={full}>
        {dates.short(date, now)}
      </time>
    )
  }
  const span = dates.span(now.getTime() - Date.parse(waitingSince))
  return (
    <time dateTime={waitingSince} title={full} className={styles.waiting} data-waiting="">
      <span aria-hidden="true">{span}</span>
      <span className={controls.hidden}>{text.waitsFor(span)}</span>
    </time>
  )
}

/**
 * The unread notes, which in the room are counted as they come. Nothing says what somebody outside
 * of it has read: for them it is how many there are, and nothing that wants to be read.
 */
function Notes({ item: { roomId, member, unreadNotes = 0 } }: { item: TicketItem }) {
  const text = useText()
  const chat = useChat()
  // Any other change of a conversation draws no row.
  const unread = useSyncExternalStore(chat.conversations.subscribe, () => chat.conversation(notesOf(roomId))?.unreadCount)
  if (unread !== undefined || member) {
    const count = unread ?? unreadNotes
    return <UnreadBadge count={count} label={text.ticket.queue.unreadNotes(count)} />
  }
  if (unreadNotes === 0) return null
  return (
    <span className={styles.notes} title={text.conversation.notesTab}>
      <Icon name="note" size={16} />
      <span className={controls.hidden}>{text.conversation.notesTab}: </span>
      {unreadNotes}
    </span>
  )
}
