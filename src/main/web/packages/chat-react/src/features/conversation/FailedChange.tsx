import type { MessageEvent, PendingChange } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import rows from './MessageRow.module.css'
import { useChat } from '../session/ChatProvider.tsx'

export interface FailedChangeProps {
  failed: PendingChange
  message: MessageEvent
  /** Goes on with the text, in its message. */
  onEditAgain: (text: string) => void
  /** Goes on with the text, in a new message. */
  onWriteAnew: (text: string) => void
  onClose: () => void
}

/** An edit or deletion that the server has refused: what was typed is not lost without a word. */
export function FailedChange({ failed, message, onEditAgain, onWriteAnew, onClose }: FailedChangeProps) {
  const chat = useChat()
  const text = useText()
  const { key, wish, failure } = failed
  const isFinal = message.deleted === true || failure?.code === 'forbidden' || failure?.code === 'not_found'
  const why = message.deleted ? text.message.gone : failure?.code === 'conflict' ? text.message.conflict : isFinal ? text.message.unchangeable : ''
  return (
    <div className={rows.failure} role="alert">
      <span>
        {wish.kind === 'delete' ? text.message.notDeleted : text.message.notEdited} {why}
      </span>
      {wish.kind === 'edit' && <q>{wish.content}</q>}
      {wish.kind === 'edit' ? (
        <button
          type="button"
          className={controls.link}
          onClick={() => {
            onClose()
            if (isFinal) onWriteAnew(wish.content)
            else onEditAgain(wish.content)
          }}
        >
          {isFinal ? text.message.writeAnew : text.message.editAgain}
        </button>
      ) : (
        !isFinal && (
          <button type="button" className={controls.link} onClick={() => chat.retryChange(key)}>
            {text.retry}
          </button>
        )
      )}
      <button type="button" className={controls.link} onClick={onClose}>
        {text.delivery.discard}
      </button>
    </div>
  )
}
