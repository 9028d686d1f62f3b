import { isStaff, type Conversation, type SupportState } from '@sealkloud/chat-client'
import { sameDay } from '../../i18n/dates.ts'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import styles from './Ticket.module.css'
import { useSupport } from './useSupport.ts'

/**
 * Tells the client of an open ticket, in the header, that nobody works at this hour, and when
 * somebody does again.
 */
export function SupportLine({ conversation: { ticket } }: { conversation: Conversation }) {
  const wanted = !isStaff(useMe().userRole) && ticket !== undefined && !ticket.closed
  const support = useSupport(wanted)
  if (!wanted) return null
  return (
    <div role="status" data-support="">
      {support && !support.open && (
        <div className={styles.support}>
          <ClosedUntil support={support} />
        </div>
      )}
    </div>
  )
}

/** When they are back, in the time of whoever reads it. */
export function ClosedUntil({ support: { opensAt } }: { support: SupportState }) {
  const text = useText().ticket.supportState
  const dates = useDates()
  const now = useChat().now()
  if (opensAt === undefined) return text.closed
  const at = new Date(opensAt)
  const time = dates.time(at)
  return `${text.closed} ${sameDay(at, now) ? text.backAt(time) : text.backOn(dates.day(at, now), time)}`
}
