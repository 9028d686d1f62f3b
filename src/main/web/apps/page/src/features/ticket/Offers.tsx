import { hrefOf } from '../../route/route.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import styles from './TicketQueue.module.css'
import { useNameOf } from '@sealkloud/chat-react/features/ticket/useNameOf.ts'
import { useQueues } from './useQueues.ts'

/**
 * The tickets that somebody wants to hand over to the signed-in person, wherever they are on the
 * page.
 */
export function Offers() {
  const text = useText().ticket
  const { offered } = useQueues()
  const nameOf = useNameOf(offered.flatMap(({ people }) => people))
  return (
    <div role="status">
      {offered.map(({ roomId, ticket }) => (
        <a key={roomId} className={styles.offered} href={hrefOf(roomId)} data-offered={ticket.ticketId}>
          <strong>{text.offer.toMe(nameOf(ticket.handover!.fromId))}</strong>
          <bdi>{ticket.title}</bdi>
        </a>
      ))}
    </div>
  )
}
