import { ChatError, isMessage, type Conversation, type HistoryPage, type MessageEvent, type TicketItem, type TicketPreview } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { MessagesSkeleton } from '../../ui/Skeleton.tsx'
import { MessageActionsContext } from './messageActions.ts'
import { rowsOf } from './rows.ts'
import { RowView } from './RowView.tsx'
import { tellFailure } from '../failure/failure.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import styles from './OutsideTicket.module.css'
import { TicketActions } from '../ticket/TicketActions.tsx'
import { TicketFacts } from '../ticket/TicketFacts.tsx'
import { useNameOf } from '../ticket/useNameOf.ts'

export interface OutsideTicketProps {
  ticketId: string
  /** Shown if there is no such ticket. */
  otherwise: ReactNode
  onClose: () => void
}

/** A ticket in whose room one of the staff is not: what has been said, and the ways in. */
export function OutsideTicket({ ticketId, otherwise }: OutsideTicketProps) {
  const chat = useChat()
  const text = useText()
  const dates = useDates()
  const { preview, failed } = usePreview(ticketId)
  const nameOf = useNameOf(preview?.item.people)
  const [joining, setJoining] = useState(false)

  if (failed && !preview) return otherwise
  if (!preview) return <MessagesSkeleton />
  const { roomId, ticket, since, requester } = preview.item

  function join() {
    setJoining(true)
    chat.joinRoom(roomId).catch((error: unknown) => {
      tellFailure(error)
      setJoining(false)
    })
  }

  return (
    <div className={styles.preview} data-preview="">
      <header className={styles.header}>
        <h1 className={styles.title}>
          <bdi>{ticket.title}</bdi>
        </h1>
        <TicketFacts ticket={ticket} nameOf={nameOf} />
        <p className={controls.hint}>
          {requester && (
            <>
              {text.ticket.requester}: <bdi>{requester.userName}</bdi>
              {ticket.requesterEnabled === false && ` (${text.details.disabled})`}
              {' · '}
            </>
          )}
          {text.ticket.queue.since(dates.short(new Date(since), chat.now()))}
        </p>
      </header>
      <PreviewedMessages preview={preview} />
      <footer className={styles.footer}>
        <p className={controls.hint}>{text.ticket.outside}</p>
        <div className={styles.ways}>
          <TicketActions ticket={ticket} nameOf={nameOf} />
          <button type="button" className={controls.button} disabled={joining} onClick={join}>
            {text.ticket.join}
          </button>
        </div>
      </footer>
    </div>
  )
}

/**
 * The newest messages, with the notes between them. Nothing can be done to them from outside of the
 * room.
 */
function PreviewedMessages({ preview: { item, messages, notes } }: { preview: TicketPreview }) {
  const chat = useChat()
  const text = useText()
  const me = useMe().userId
  const conversation = useMemo(() => conversationOf(item), [item])
  const rows = useMemo(
    () => rowsOf(messagesIn(messages), [], { me, newAfterSeq: null, complete: true, now: chat.now(), notes: messagesIn(notes) }),
    [chat, me, messages, notes],
  )
  return (
    <div
      className={styles.messages}
      role="region"
      aria-label={text.conversation.messageList}
      data-region=""
      // a scrolling region has to be reachable by keyboard
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {(messages.hasMoreBefore || notes.hasMoreBefore) && <p className={controls.hint}>{text.ticket.earlier}</p>}
      {rows.length === 0 && <p className={controls.hint}>{text.conversation.empty}</p>}
      <MessageActionsContext value={null}>
        <ol className={styles.rows}>
          {rows.map((row) => (
            <li key={row.key}>
              <RowView row={row} conversation={conversation} me={me} targetSeq={undefined} onEdit={nothing} onOpen={undefined} onNewTicket={undefined} />
            </li>
          ))}
        </ol>
      </MessageActionsContext>
    </div>
  )
}

function nothing() {}

/** Reactions are buttons, which only work in the room. */
function messagesIn({ messages }: HistoryPage): MessageEvent[] {
  return messages.filter(isMessage).map((message) => ({ ...message, reactions: [] }))
}

function conversationOf({ roomId, ticket, people, since }: TicketItem): Conversation {
  return {
    conversationId: roomId,
    roomId,
    kind: 'ticket',
    title: ticket.title,
    ticketId: ticket.ticketId,
    members: people.map((person) => ({ ...person, readSeq: 0 })),
    ticket,
    lastMessage: null,
    lastEventAt: since,
    lastSeq: 0,
    lastReadSeq: 0,
    unreadCount: 0,
  }
}

/** A ticket to read, kept up to date when its state changes. */
function usePreview(ticketId: string): { preview: TicketPreview | undefined; failed: boolean } {
  const chat = useChat()
  const [preview, setPreview] = useState<TicketPreview>()
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let current = true
    const ask = () =>
      chat.rest.ticketPreview(ticketId).then(
        (read) => current && setPreview(read),
        (error: unknown) => {
          if (!(error instanceof ChatError)) throw error
          if (current) setFailed(true)
        },
      )
    void ask()
    const unfollow = chat.tickets.follow((item) => {
      if (item === null || item.ticket.ticketId === ticketId) void ask()
    })
    return () => {
      current = false
      unfollow()
    }
  }, [chat, ticketId])

  return { preview, failed }
}
