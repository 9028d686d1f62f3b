import { isStaff, type Conversation, type TicketEvent } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { sayTicketEvent } from './sentences.ts'
import styles from './Ticket.module.css'
import { useNameOf } from './useNameOf.ts'

interface Props {
  event: TicketEvent
  conversation: Conversation
  /** Whether a ticket that was asked for is there. */
  answered?: boolean
  onOpen?: ((conversationId: string) => void) | undefined
}

/** What has become of a ticket, between the messages. */
export function TicketLine({ event, conversation: { members }, answered = false, onOpen }: Props) {
  const text = useText()
  const nameOf = useNameOf(members)
  return (
    <div className={styles.line} data-ticket-event={event.type === 'ticket_changed' ? event.change : event.type}>
      <Icon name="ticket" size={16} />
      {event.type === 'ticket_linked' ? (
        <span data-words="">
          {text.ticket.said.linked} <TicketRoomLink roomId={event.ticketRoomId} title={event.title} onOpen={onOpen} />
        </span>
      ) : (
        <span data-words="">
          <Sentence>{sayTicketEvent(event, text, nameOf, named)}</Sentence>
          {event.type === 'ticket_requested' && !answered && <span className={styles.waiting}> · {text.ticket.said.waiting}</span>}
        </span>
      )}
    </div>
  )
}

/** Leads to the room of a ticket. A client who is not in it would find nothing there. */
export function TicketRoomLink({ roomId, title, onOpen }: { roomId: string; title: string; onOpen: Props['onOpen'] }) {
  const staff = isStaff(useMe().userRole)
  const member = useObservable(useChat().conversations).some(({ conversationId }) => conversationId === roomId)
  if (!onOpen || (!staff && !member)) return <bdi>{title}</bdi>
  return (
    <button type="button" className={controls.link} onClick={() => onOpen(roomId)}>
      <bdi>{title}</bdi>
    </button>
  )
}
