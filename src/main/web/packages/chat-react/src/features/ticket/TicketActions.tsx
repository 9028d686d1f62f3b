import type { Ticket, TicketAction } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { StepDialog } from './later.ts'
import type { FormAction } from './StepDialog.tsx'
import styles from './Ticket.module.css'
import { useTicketStep } from './useTicketStep.ts'

interface Props {
  ticket: Ticket
  nameOf: (userId: string) => string
}

/** In this order in the menu; what an offer needs stands beside the offer. */
const MENU = ['assign', 'hand_over', 'escalate', 'return', 'release'] as const satisfies readonly FormAction[]

/**
 * What the signed-in person may do to a ticket: to take, close and reopen it are buttons, the rest
 * a menu.
 */
export function TicketActions({ ticket, nameOf }: Props) {
  const words = useText()
  const text = words.ticket.actions
  const { take, working, error, forget } = useTicketStep(ticket, nameOf)
  const [form, setForm] = useState<FormAction | null>(null)
  const may = (action: TicketAction) => ticket.actions.includes(action)
  const menu = MENU.filter(may)

  return (
    <>
      <div className={styles.actions} role="group" aria-label={text.label}>
        {error && (
          <p className={styles.error} role="alert">
            {error}
            <button type="button" className={controls.link} onClick={forget}>
              {words.close}
            </button>
          </p>
        )}
        {may('claim') && (
          <button type="button" className={controls.primary} disabled={working} onClick={() => void take({ action: 'claim' })}>
            {text.claim}
          </button>
        )}
        {may('reopen') && (
          <button type="button" className={controls.button} disabled={working} onClick={() => void take({ action: 'reopen' })}>
            {text.reopen}
          </button>
        )}
        {may('close') && (
          <button type="button" className={controls.button} onClick={() => setForm('close')}>
            {text.close}
          </button>
        )}
        {menu.length > 0 && (
          <Popover
            label={text.more}
            className={controls.button}
            button={
              <>
                <span className={styles.wide}>{text.more}</span>
                <Icon name="menu" size={18} />
              </>
            }
          >
            {(close) => (
              <div className={styles.menu}>
                {menu.map((action) => (
                  <button
                    key={action}
                    type="button"
                    onClick={() => {
                      close()
                      setForm(action)
                    }}
                  >
                    {text[action]}
                  </button>
                ))}
              </div>
            )}
          </Popover>
        )}
      </div>
      {form && <StepDialog ticket={ticket} action={form} nameOf={nameOf} onClose={() => setForm(null)} />}
    </>
  )
}
