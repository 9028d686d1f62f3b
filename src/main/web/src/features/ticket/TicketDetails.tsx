import type { Conversation, Ticket } from '@sealkloud/chat-client'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { TicketStatus } from './TicketFacts.tsx'
import { tierName } from './sentences.ts'
import styles from './Ticket.module.css'
import { useNameOf } from './useNameOf.ts'

/** All that is known of a ticket, each with its name. */
export function TicketDetails({ ticket, members }: { ticket: Ticket; members: Conversation['members'] }) {
  const text = useText().ticket
  const nameOf = useNameOf(members)
  const { ticketId, number, status, closed, assigneeId, requesterId, tier } = ticket
  const facts: [name: string, value: ReactNode][] = [
    [text.number, number ?? ticketId],
    ...(status !== undefined || closed ? ([[text.status, <TicketStatus ticket={ticket} key="status" />]] as const) : []),
    [text.owner, assigneeId === undefined ? text.nobody : nameOf(assigneeId)],
    [text.tier, tierName(tier)],
    ...(requesterId !== undefined ? ([[text.requester, nameOf(requesterId)]] as const) : []),
  ].map(([name, value]) => [name as string, value])
  return (
    <dl className={styles.details}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
