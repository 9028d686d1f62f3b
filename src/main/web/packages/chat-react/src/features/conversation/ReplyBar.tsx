import type { MessageRef } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import styles from './ReplyBar.module.css'
import { useMessage } from './useMessage.ts'
import { lineOf } from './wordless.ts'

/** What the next message will reply to, above where it is written. */
export function ReplyBar({ to, onClose }: { to: MessageRef; onClose: () => void }) {
  const text = useText()
  const message = useMessage(to)
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <strong>
          <Sentence>{text.message.replyingTo(named(message?.senderName ?? '…'))}</Sentence>
        </strong>
        <span dir="auto">{message && lineOf(message, text)}</span>
      </div>
      <button type="button" className={controls.icon} onClick={onClose} aria-label={text.message.noReply} title={text.message.noReply}>
        <Icon name="close" size={18} />
      </button>
    </div>
  )
}
