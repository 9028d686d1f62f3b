import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { UnreadBadge } from '../../ui/UnreadBadge.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import styles from './ChatInterface.module.css'

interface Props {
  conversation: Conversation
  onOpen: ((conversationId: string) => void) | undefined
}

/** In a ticket room, for staff: what the client sees, and the notes that the client does not. */
export function NotesTabs({ conversation, onOpen }: Props) {
  const text = useText()
  const { userRole } = useMe()
  const conversations = useObservable(useChat().conversations)
  const { kind, roomId, conversationId } = conversation
  if (!onOpen || !isStaff(userRole) || (kind !== 'ticket' && kind !== 'notes')) return null

  const room = roomId ?? conversationId.replace(/^notes-/, '')
  const tabs = [
    { id: room, label: text.conversation.publicTab, icon: 'ticket' },
    { id: `notes-${room}`, label: text.conversation.notesTab, icon: 'note' },
  ] as const

  return (
    <div className={styles.tabs} role="tablist" aria-label={text.conversation.tabs}>
      {tabs.map(({ id, label, icon }) => {
        const unread = conversations.find((each) => each.conversationId === id)?.unreadCount ?? 0
        return (
          <button key={id} type="button" role="tab" className={styles.tab} aria-selected={id === conversationId} onClick={() => onOpen(id)}>
            <Icon name={icon} size={18} />
            {label}
            {id !== conversationId && <UnreadBadge count={unread} />}
          </button>
        )
      })}
    </div>
  )
}
