import { isStaff, type Ticket } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { useMe } from '../session/ChatProvider.tsx'
import { statusName, tierName } from './sentences.ts'
import styles from './Ticket.module.css'

/**
 * Number, status, tier and owner of a ticket in one line; that nobody is on duty takes the place of
 * the owner, who is not there. Tiers, and who is on duty, are the business of staff.
 */
export function TicketFacts({ ticket, nameOf }: { ticket: Ticket; nameOf: (userId: string) => string }) {
  const text = useText().ticket
  const staff = isStaff(useMe().userRole)
  const { number, assigneeId, tier, closed, unattended } = ticket
  return (
    <span className={styles.facts} data-ticket-facts="">
      {number && <bdi className={styles.number}>{number}</bdi>}
      <TicketStatus ticket={ticket} />
      {staff && !closed && <span className={styles.tier}>{tierName(tier)}</span>}
      {staff && unattended && assigneeId === undefined ? (
        <span className={styles.unattended}>{text.unattended}</span>
      ) : (
        <span className={styles.owner}>
          <span className={controls.hidden}>{text.owner}: </span>
          {assigneeId === undefined ? text.unassigned : <bdi>{nameOf(assigneeId)}</bdi>}
        </span>
      )}
    </span>
  )
}

/**
 * The status in the words of the ticket service; a closed ticket looks closed whatever it calls
 * that.
 */
export function TicketStatus({ ticket: { status, closed } }: { ticket: Ticket }) {
  const text = useText()
  const word = status === undefined ? (closed ? text.ticket.closed : undefined) : statusName(status, text)
  if (word === undefined) return null
  return (
    <span className={closed ? `${styles.status} ${styles.closed}` : styles.status}>
      <bdi>{word}</bdi>
    </span>
  )
}
