import { isStaff, roomIdOf, type Conversation } from '@sealkloud/chat-client'
import { NotesTabs } from './NotesTabs.tsx'
import { useMe } from '../session/ChatProvider.tsx'
import { OfferBanner } from './later.ts'
import styles from './Ticket.module.css'
import { TicketActions } from './TicketActions.tsx'
import { useNameOf } from './useNameOf.ts'
import { useTicketOf } from './useTicketOf.ts'

interface Props {
  conversation: Conversation
  /** Opens the other one of conversation and notes. */
  onOpen: ((conversationId: string) => void) | undefined
}

/** In the room of a ticket: what one may do to the ticket, and for staff conversation or notes. */
export function TicketBar({ conversation, onOpen }: Props) {
  const { userRole } = useMe()
  const ticket = useTicketOf(conversation)
  const nameOf = useNameOf(conversation.members)
  const { kind } = conversation
  const staff = isStaff(userRole)
  if (kind !== 'ticket' && kind !== 'notes') return null
  if (!staff && !ticket?.actions.length) return null
  return (
    <>
      <div className={styles.bar}>
        {staff && onOpen && <NotesTabs conversation={conversation} roomId={roomIdOf(conversation)} onOpen={onOpen} />}
        {ticket && <TicketActions ticket={ticket} nameOf={nameOf} />}
      </div>
      {staff && ticket?.handover && <OfferBanner ticket={ticket} nameOf={nameOf} onClose={() => {}} />}
    </>
  )
}
