import type { Conversation, RoomCreatedEvent } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { ConversationAvatar } from './ConversationAvatar.tsx'
import { FollowedTicket } from '../ticket/FollowedTicket.tsx'
import styles from './MessageRow.module.css'

interface Props {
  event: RoomCreatedEvent
  conversation: Conversation
  empty: boolean
  onOpen: ((conversationId: string) => void) | undefined
}

/** Where the log of a room begins. In a room without messages it asks for the first one. */
export function RoomBeginning({ event, conversation, empty, onOpen }: Props) {
  const text = useText()
  const dates = useDates()
  const follows = conversation.ticket?.follows
  return (
    <div className={styles.beginning}>
      <ConversationAvatar conversation={conversation} size={56} />
      <h2>
        <bdi>{conversation.title}</bdi>
      </h2>
      <p>
        {text.conversation.created(dates.date(new Date(event.timestamp)))} {empty ? text.conversation.emptyRoom : text.conversation.beginning}
      </p>
      {follows && (
        <p data-follows="">
          {text.ticket.follows}: <FollowedTicket ticket={follows} onOpen={onOpen} />
        </p>
      )}
    </div>
  )
}
