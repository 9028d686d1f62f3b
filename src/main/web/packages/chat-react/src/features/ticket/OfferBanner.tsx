import type { Ticket } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import controls from '../../ui/controls.module.css'
import { scrollable } from '../../ui/scrollable.ts'
import { useMe } from '../session/ChatProvider.tsx'
import { StepDialog } from './later.ts'
import styles from './Ticket.module.css'
import { useTicketStep } from './useTicketStep.ts'

/** An offer of the ticket that waits for its answer, with what one can do about it. */
export function OfferBanner({ ticket, nameOf }: { ticket: Ticket; nameOf: (userId: string) => string; onClose: () => void }) {
  const text = useText().ticket
  const me = useMe().userId
  const { take, working, error } = useTicketStep(ticket, nameOf)
  const [declining, setDeclining] = useState(false)
  const { handover, actions } = ticket
  if (!handover) return null
  const { handoverId, fromId, toId, note } = handover

  return (
    <div className={styles.offer} data-offer={handoverId}>
      <div className={styles.offerText} role="status">
        <strong>
          <Sentence>{toId === me ? text.offer.toMe(named(nameOf(fromId))) : text.offer.toOther(named(nameOf(toId)))}</Sentence>
        </strong>
        {note && (
          <bdi className={styles.quote} ref={(quote) => (quote ? scrollable(quote, text.step.note) : undefined)}>
            {note}
          </bdi>
        )}
      </div>
      {error && (
        <p className={controls.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.buttons}>
        {actions.includes('withdraw') && (
          <button type="button" className={controls.button} disabled={working} onClick={() => void take({ action: 'withdraw', handoverId })}>
            {text.actions.withdraw}
          </button>
        )}
        {actions.includes('decline') && (
          <button type="button" className={controls.button} disabled={working} onClick={() => setDeclining(true)}>
            {text.actions.decline}
          </button>
        )}
        {actions.includes('accept') && (
          <button type="button" className={controls.primary} disabled={working} onClick={() => void take({ action: 'accept', handoverId })}>
            {text.actions.accept}
          </button>
        )}
      </div>
      {declining && <StepDialog ticket={ticket} action="decline" nameOf={nameOf} onClose={() => setDeclining(false)} />}
    </div>
  )
}
