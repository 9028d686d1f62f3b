import type { Conversation } from '@sealkloud/chat-client'
import { useState } from 'react'
import { openList } from '../../route/route.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { named, Sentence } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import styles from './DetailsPane.module.css'

export function LeaveRoom({ conversation: { conversationId, roomId, title } }: { conversation: Conversation }) {
  const chat = useChat()
  const text = useText()
  const online = useObservable(chat.connection).status === 'online'
  const [asking, setAsking] = useState(false)

  function leave() {
    chat.leaveRoom(roomId ?? conversationId)
    setAsking(false)
    openList()
  }

  return (
    <>
      <button type="button" className={controls.danger} disabled={!online} onClick={() => setAsking(true)}>
        {text.rooms.leave}
      </button>
      {asking && (
        <Dialog title={text.rooms.leave} onClose={() => setAsking(false)}>
          <div className={styles.confirm}>
            <span>
              <Sentence>{text.rooms.leaveConfirm(named(title))}</Sentence>
            </span>
            <div>
              <button type="button" className={controls.button} onClick={() => setAsking(false)}>
                {text.cancel}
              </button>
              <button type="button" className={controls.danger} onClick={leave}>
                {text.rooms.leave}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}
