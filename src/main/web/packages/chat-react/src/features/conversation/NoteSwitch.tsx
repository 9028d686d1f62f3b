import { isStaff, notesOf, roomIdOf, type Conversation } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useMe } from '../session/ChatProvider.tsx'
import styles from './Composer.module.css'
import { addToDraft } from './drafts.ts'

interface Props {
  conversation: Conversation
  text: string
  setText: (text: string) => void
  onOpen: (conversationId: string) => void
}

/**
 * In the room of a ticket, for staff: whether one writes to the client or a note. What is typed
 * goes along, unlike with the tabs above the conversation, by which one goes to read.
 */
export function NoteSwitch({ conversation, text, setText, onOpen }: Props) {
  const words = useText().composer
  const { userId, userRole } = useMe()
  const { kind } = conversation
  if (!isStaff(userRole) || (kind !== 'ticket' && kind !== 'notes')) return null
  const roomId = roomIdOf(conversation)
  const isNote = kind === 'notes'

  function change() {
    const other = isNote ? roomId : notesOf(roomId)
    if (text.trim()) {
      addToDraft(userId, other, text)
      setText('')
    }
    onOpen(other)
  }

  return (
    <div className={styles.kinds} role="group" aria-label={words.kind}>
      <button type="button" className={styles.kind} aria-pressed={!isNote} onClick={isNote ? change : undefined}>
        <Icon name="send" size={16} />
        {words.answer}
      </button>
      <button type="button" className={`${styles.kind} ${styles.noteKind}`} aria-pressed={isNote} onClick={isNote ? undefined : change}>
        <Icon name="note" size={16} />
        {words.note}
      </button>
      {isNote && <span className={styles.noteBanner}>{words.noteBanner}</span>}
    </div>
  )
}
