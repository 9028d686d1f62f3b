import { ChatError, type TicketItem } from '@sealkloud/chat-client'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { MessagesSkeleton } from '../../ui/Skeleton.tsx'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { tellFailure } from '../failure/failure.ts'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './Ticket.module.css'
import { TicketActions } from './TicketActions.tsx'
import { TicketFacts } from './TicketFacts.tsx'
import { useNameOf } from './useNameOf.ts'

interface Props {
  ticketId: string
  /** Shown if there is no such ticket. */
  otherwise: ReactNode
}

/** A ticket in whose room one of the staff is not: what it is, and the ways in. */
export function OutsideTicket({ ticketId, otherwise }: Props) {
  const chat = useChat()
  const text = useText()
  const dates = useDates()
  const { item, failed } = useTicket(ticketId)
  const nameOf = useNameOf(item?.people)
  const [joining, setJoining] = useState(false)

  if (failed) return otherwise
  if (!item) return <MessagesSkeleton />
  const { roomId, ticket, since } = item
  const { title, requesterId } = ticket

  function join() {
    setJoining(true)
    chat.joinRoom(roomId).catch((error: unknown) => {
      tellFailure(error)
      setJoining(false)
    })
  }

  return (
    <StateScreen icon="ticket" title={title} text={text.ticket.outside}>
      <TicketFacts ticket={ticket} nameOf={nameOf} />
      <p className={controls.hint}>
        {requesterId !== undefined && (
          <>
            {text.ticket.requester}: <bdi>{nameOf(requesterId)}</bdi>
            {' · '}
          </>
        )}
        {text.ticket.queue.since(dates.short(new Date(since), chat.now()))}
      </p>
      <div className={styles.ways}>
        <TicketActions ticket={ticket} nameOf={nameOf} />
        <button type="button" className={controls.button} disabled={joining} onClick={join}>
          {text.ticket.join}
        </button>
      </div>
    </StateScreen>
  )
}

/** A ticket by its id; while it is open it is kept up to date. */
function useTicket(ticketId: string): { item: TicketItem | undefined; failed: boolean } {
  const chat = useChat()
  const open = useObservable(chat.tickets.open).items.find(({ ticket }) => ticket.ticketId === ticketId)
  const [asked, setAsked] = useState<TicketItem>()
  const [failed, setFailed] = useState(false)

  const ask = useCallback(() => {
    chat.tickets.refresh(ticketId).then(setAsked, (error: unknown) => {
      if (!(error instanceof ChatError)) throw error
      setFailed(true)
    })
  }, [chat, ticketId])
  useEffect(ask, [ask])

  return { item: open ?? asked, failed: failed && !open }
}
