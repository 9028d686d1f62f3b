import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import banner from '../../ui/banner.module.css'
import { useMe } from '../session/ChatProvider.tsx'
import styles from './Ticket.module.css'

/** Tells the client of a ticket that nobody is there to answer for now. */
export function UnattendedLine({ conversation: { ticket } }: { conversation: Conversation }) {
  const text = useText()
  const staff = isStaff(useMe().userRole)
  if (staff) return null
  return <div role="status">{ticket?.unattended && <div className={`${banner.banner} ${styles.unattendedHint}`}>{text.ticket.unattendedHint}</div>}</div>
}
