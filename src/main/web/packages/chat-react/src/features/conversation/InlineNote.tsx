import type { Conversation, MessageEvent } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MessageActionsContext } from './messageActions.ts'
import { MessageRow } from './MessageRow.tsx'
import styles from './MessageRow.module.css'

/**
 * A note between the messages of its ticket, with a mark that the client does not see it. It is
 * changed among the notes.
 */
export function InlineNote({ event, conversation, me }: { event: MessageEvent; conversation: Conversation; me: string }) {
  const text = useText()
  const mine = event.senderId === me
  return (
    <div className={styles.inlineNote}>
      <div className={mine ? `${styles.internal} ${styles.mineInternal}` : styles.internal}>
        <Icon name="note" size={14} />
        {text.conversation.internal}
      </div>
      <MessageActionsContext value={null}>
        <MessageRow event={event} conversation={conversation} me={me} mine={mine} first last={false} target={false} inline />
      </MessageActionsContext>
    </div>
  )
}
