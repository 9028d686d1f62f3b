import type { MembershipEvent } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import styles from './MessageRow.module.css'

const NAMED = 4

/** Who joined or left, one after the other: up to four by name. */
export function MembershipLine({ events }: { events: readonly MembershipEvent[] }) {
  const text = useText()
  const dates = useDates()
  const names = events.map(({ userName }) => userName)
  const isolated = names.map(named)
  const shown = names.length > NAMED ? [...isolated.slice(0, NAMED - 1), text.conversation.andMore(names.length - NAMED + 1)] : isolated
  const say = events[0]!.type === 'member_joined' ? text.conversation.joined : text.conversation.left
  return (
    <div className={styles.line}>
      <span title={names.join(', ')} data-words="">
        <Sentence>{say(dates.list(shown), names.length)}</Sentence>
      </span>
    </div>
  )
}
