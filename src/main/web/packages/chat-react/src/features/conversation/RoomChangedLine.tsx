import type { RoomChangedEvent } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import styles from './MessageRow.module.css'

/** Who has renamed or archived the room, or brought it back. */
export function RoomChangedLine({ event: { userName, name, archived } }: { event: RoomChangedEvent }) {
  const text = useText().conversation
  return (
    <div className={styles.line} data-words="">
      <Sentence>{archived ? text.archivedBy(named(userName)) : text.roomChangedBy(named(userName), named(name))}</Sentence>
    </div>
  )
}
