import { isStaff, type Conversation, type Ticket } from '@sealkloud/chat-client'
import { useState, type ReactNode } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { open } from '../../route/route.ts'
import { EditTicket } from './EditTicket.tsx'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { FollowedTicket } from '@sealkloud/chat-react/features/ticket/FollowedTicket.tsx'
import { tierName } from '@sealkloud/chat-react/features/ticket/sentences.ts'
import styles from './TicketDetails.module.css'
import { TicketStatus } from '@sealkloud/chat-react/features/ticket/TicketFacts.tsx'
import { useNameOf } from '@sealkloud/chat-react/features/ticket/useNameOf.ts'

/** All that is known of a ticket, each with its name. */
export function TicketDetails({ ticket, members }: { ticket: Ticket; members: Conversation['members'] }) {
  const {
    ticket: text,
    details: { disabled },
  } = useText()
  const staff = isStaff(useMe().userRole)
  const nameOf = useNameOf(members)
  const [editing, setEditing] = useState(false)
  const { ticketId, number, status, closed, assigneeId, requesterId, requesterEnabled, tier, follows } = ticket
  return (
    <>
      <dl className={styles.details}>
        <Fact name={text.number}>{number ?? ticketId}</Fact>
        {(status !== undefined || closed) && (
          <Fact name={text.status}>
            <TicketStatus ticket={ticket} />
          </Fact>
        )}
        <Fact name={text.owner}>{assigneeId === undefined ? text.nobody : nameOf(assigneeId)}</Fact>
        {staff && <Fact name={text.tier}>{tierName(tier)}</Fact>}
        {requesterId !== undefined && (
          <Fact name={text.requester}>{requesterEnabled === false ? `${nameOf(requesterId)} (${disabled})` : nameOf(requesterId)}</Fact>
        )}
        {follows && (
          <Fact name={text.follows}>
            <FollowedTicket ticket={follows} onOpen={open} />
          </Fact>
        )}
      </dl>
      {ticket.actions.includes('edit') && (
        <button type="button" className={controls.button} onClick={() => setEditing(true)}>
          {text.actions.edit}
        </button>
      )}
      {editing && <EditTicket ticket={ticket} nameOf={nameOf} onClose={() => setEditing(false)} />}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
