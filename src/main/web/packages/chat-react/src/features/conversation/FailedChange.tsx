import type { PendingChange } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import rows from './MessageRow.module.css'
import { useChat } from '../session/ChatProvider.tsx'

/** An edit or deletion that the server has refused: what was typed is not lost without a word. */
export function FailedChange({ failed, onClose }: { failed: PendingChange; onClose: () => void }) {
  const chat = useChat()
  const text = useText()
  const { key, wish, failure } = failed
  return (
    <div className={rows.failure} role="alert">
      <span>
        {wish.kind === 'delete' ? text.message.notDeleted : text.message.notEdited}{' '}
        {failure?.code === 'conflict' ? text.message.conflict : failure?.code === 'forbidden' ? text.message.tooLate : ''}
      </span>
      {wish.kind === 'edit' && <q>{wish.content}</q>}
      <button type="button" className={controls.link} onClick={() => chat.retryChange(key)}>
        {text.retry}
      </button>
      <button type="button" className={controls.link} onClick={onClose}>
        {text.delivery.discard}
      </button>
    </div>
  )
}
