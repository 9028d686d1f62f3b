import type { Conversation } from '@sealkloud/chat-client'
import { memo } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import styles from './Delivery.module.css'

export type DeliveryState = 'waiting' | 'sending' | 'stored' | 'read'

const SIGNS = { waiting: 'clock', sending: 'clock', stored: 'check', read: 'checks' } as const

/** How far an own message has come, as a small sign with a name. */
export const Delivery = memo(function Delivery({ state }: { state: DeliveryState }) {
  const label = useText().delivery[state]
  return (
    <span className={state === 'read' ? `${styles.delivery} ${styles.read}` : styles.delivery} title={label} data-delivery={state}>
      <Icon name={SIGNS[state]} size={14} />
      <span className={controls.hidden}>{label}</span>
    </span>
  )
})

/** Who in a room has read an own message: up to three by name. */
export function Readers({ names }: { names: readonly string[] }) {
  const text = useText()
  const dates = useDates()
  if (names.length === 0) return null
  const isolated = names.map(named)
  const shown = names.length > 3 ? [...isolated.slice(0, 2), text.delivery.andMore(names.length - 2)] : isolated
  return (
    <div className={styles.readers} title={names.join(', ')} data-testid="readers">
      <Sentence>{text.delivery.readBy(dates.list(shown))}</Sentence>
    </div>
  )
}

/** The others who have read up to a `seq`. */
export function readersOf(conversation: Conversation, me: string, seq: number): string[] {
  return conversation.members.filter((member) => member.userId !== me && member.readSeq >= seq).map(({ userName }) => userName)
}
