import type { MembershipEvent } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import styles from './MessageRow.module.css'

const NAMED = 4

/** Who joined or left, one after the other: up to four by name. */
export function MembershipLine({ events }: { events: readonly MembershipEvent[] }) {
  const text = useText()
  const dates = useDates()
  const names = events.map(({ userName }) => userName)
  const shown = names.length > NAMED ? [...names.slice(0, NAMED - 1), text.conversation.andMore(names.length - NAMED + 1)] : names
  const say = events[0]!.type === 'member_joined' ? text.conversation.joined : text.conversation.left
  return (
    <div className={styles.line}>
      <bdi title={names.join(', ')}>{say(dates.list(shown), names.length)}</bdi>
    </div>
  )
}
