import type { Conversation } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { PeoplePicker } from '@sealkloud/chat-react/features/people/PeoplePicker.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import styles from './DetailsPane.module.css'

interface Props {
  conversation: Conversation
  onClose: () => void
}

export function AddPeople({ conversation, onClose }: Props) {
  const { conversationId, kind, roomId, members } = conversation
  const chat = useChat()
  const text = useText()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [failed, setFailed] = useState(false)

  async function add() {
    try {
      await Promise.all(chosen.map((userId) => chat.rest.addMember(roomId ?? conversationId, userId)))
      onClose()
    } catch {
      setFailed(true)
    }
  }

  return (
    <Dialog title={text.details.addPeople} onClose={onClose}>
      <div className={styles.confirm}>
        <PeoplePicker
          label={text.rooms.invite}
          who={kind === 'team' ? 'staff' : 'everybody'}
          chosen={chosen}
          choose={setChosen}
          without={members.map(({ userId }) => userId)}
        />
        <div role="alert">{failed && <p className={controls.error}>{text.rooms.actionFailed}</p>}</div>
        <div>
          <button type="button" className={controls.primary} disabled={chosen.length === 0} onClick={() => void add()}>
            {text.details.add}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
