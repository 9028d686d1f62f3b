import type { MessageEvent, PendingChange } from '@sealkloud/chat-client'
import type { Dictionary } from '../../i18n/en.ts'
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

const NOT_DONE: Record<PendingChange['wish']['kind'], (text: Dictionary) => string> = {
  edit: (text) => text.message.notEdited,
  react: (text) => text.message.notEdited,
  delete: (text) => text.message.notDeleted,
  pin: (text) => text.message.notPinned,
}

/** An edit, deletion or pin that the server has refused: what was typed is not lost unsaid. */
export function FailedChange({ failed, message, onEditAgain, onWriteAnew, onClose }: FailedChangeProps) {
  const chat = useChat()
  const text = useText()
  const { key, wish, failure } = failed
  const isFinal = message.deleted === true || failure?.code === 'forbidden' || failure?.code === 'not_found'
  const conflict = wish.kind === 'pin' ? text.message.tooManyPins : text.message.conflict
  const why = message.deleted ? text.message.gone : failure?.code === 'conflict' ? conflict : isFinal ? text.message.unchangeable : ''
  return (
    <div className={rows.failure} role="alert">
      <span>
        {NOT_DONE[wish.kind](text)} {why}
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
