import type { Conversation, Member } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { named, Sentence } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import styles from './DetailsPane.module.css'

interface Props {
  conversation: Conversation
  member: Member
  onClose: () => void
  onRemoved: () => void
}

/**
 * Asks before somebody is removed from a room: they are told nothing, and lose it from their list
 * at once.
 */
export function RemoveMember({ conversation: { conversationId, roomId, title }, member: { userId, userName }, onClose, onRemoved }: Props) {
  const chat = useChat()
  const text = useText()
  const [state, setState] = useState<'asking' | 'working' | 'failed'>('asking')

  function remove() {
    setState('working')
    chat.rest.removeMember(roomId ?? conversationId, userId).then(onRemoved, () => setState('failed'))
  }

  return (
    <Dialog title={text.details.remove(named(userName))} onClose={onClose}>
      <div className={styles.confirm}>
        <span>
          <Sentence>{text.details.removeConfirm(named(userName), named(title))}</Sentence>
        </span>
        <div role="alert">{state === 'failed' && <p className={controls.error}>{text.rooms.actionFailed}</p>}</div>
        <div>
          <button type="button" className={controls.button} data-autofocus="" onClick={onClose}>
            {text.cancel}
          </button>
          <button type="button" className={controls.danger} disabled={state === 'working'} onClick={remove}>
            {text.details.remove(userName)}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
