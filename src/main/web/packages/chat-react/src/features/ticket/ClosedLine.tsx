import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import banner from '../../ui/banner.module.css'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import styles from './Ticket.module.css'

interface Props {
  conversation: Conversation
  /** Leads to where a ticket is opened that follows this one. */
  onNewTicket: (() => void) | undefined
}

/** Tells the client of a closed ticket what becomes of a further message. */
export function ClosedLine({ conversation: { ticket }, onNewTicket }: Props) {
  const text = useText().ticket.closedLine
  const { own } = useObservable(useChat().tickets.settings)
  if (isStaff(useMe().userRole) || !own) return null
  const over = ticket?.closed && !ticket.actions.includes('reopen')
  return (
    <div role="status">
      {ticket?.closed && (
        <div className={`${banner.banner} ${styles.unattendedHint}`}>
          {over ? text.over : text.reopens}
          {over && onNewTicket && (
            <button type="button" className={controls.link} onClick={onNewTicket}>
              {text.another}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
