import type { Conversation, RoomCreatedEvent } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { ConversationAvatar } from './ConversationAvatar.tsx'
import styles from './MessageRow.module.css'

/** Where the log of a room begins. In a room without messages it asks for the first one. */
export function RoomBeginning({ event, conversation, empty }: { event: RoomCreatedEvent; conversation: Conversation; empty: boolean }) {
  const text = useText()
  const dates = useDates()
  return (
    <div className={styles.beginning}>
      <ConversationAvatar conversation={conversation} size={56} />
      <h2>
        <bdi>{conversation.title}</bdi>
      </h2>
      <p>
        {text.conversation.created(dates.date(new Date(event.timestamp)))} {empty ? text.conversation.emptyRoom : text.conversation.beginning}
      </p>
    </div>
  )
}
