import type { MessageEvent, Revision } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { MessageContent } from './MessageContent.tsx'
import styles from './Versions.module.css'

/** What a message has said, the newest first, for staff. */
export function Versions({ message, onClose }: { message: MessageEvent; onClose: () => void }) {
  const { conversationId, seq, revision } = message
  const chat = useChat()
  const text = useText()
  const dates = useDates()
  const [versions, setVersions] = useState<readonly Revision[] | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let late = false
    setFailed(false)
    chat.rest.revisions(conversationId, seq).then(
      ({ items }) => late || setVersions(items.toReversed()),
      () => late || setFailed(true),
    )
    return () => {
      late = true
    }
  }, [chat, conversationId, seq, revision])

  return (
    <Dialog title={text.message.versions} onClose={onClose}>
      <div role="alert">{failed && <p className={controls.error}>{text.failure.refused}</p>}</div>
      <ol className={styles.list} aria-busy={versions === null && !failed}>
        {versions?.map(({ revision: number, content, editedAt }, index) => (
          <li key={number} data-revision={number}>
            <span className={styles.when}>
              <time dateTime={editedAt}>{dates.full(new Date(editedAt))}</time>
              {index === 0 && ` · ${text.message.presentVersion}`}
              {number === 0 && ` · ${text.message.firstVersion}`}
            </span>
            <MessageContent content={content} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
