import type { MessageRef, OutgoingMessage } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import { Quote } from './Quote.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { Delivery } from './Delivery.tsx'
import { LaterFiles } from './laterParts.ts'
import { WaitingFiles } from './WaitingFiles.tsx'
import { MessageContent } from './MessageContent.tsx'
import styles from './MessageRow.module.css'

interface Props {
  message: OutgoingMessage
  first: boolean
  /** Puts the text back into the composer, if there is one. */
  onEdit: ((text: string, replyTo?: MessageRef) => void) | undefined
  /** Takes the text of a message to a closed ticket along into a new one. */
  onNewTicket: ((text: string) => void) | undefined
}

/** An own message that is on its way, or could not go. */
export function OutgoingRow({ message, first, onEdit, onNewTicket }: Props) {
  const chat = useChat()
  const text = useText()
  const online = useObservable(chat.connection).status === 'online'
  const { clientMessageId, content, state, failure, target } = message
  const isNote = 'note' in target
  const files = message.attachments ?? message.files
  const another = failure?.code === 'closed' ? onNewTicket : undefined
  const underway = state === 'stored' ? 'stored' : online ? 'sending' : 'waiting'

  return (
    <div className={[styles.row, styles.mine, first && styles.first].filter(Boolean).join(' ')} data-outgoing={state}>
      <div className={styles.body}>
        <span className={controls.hidden}>{text.you}:</span>
        <div className={[styles.bubble, files && styles.withFiles, isNote && styles.noteBubble, state === 'failed' && styles.failed].filter(Boolean).join(' ')}>
          {message.replyTo && <Quote to={message.replyTo} />}
          {content !== '' && <MessageContent content={content} />}
          {message.attachments && <LaterFiles conversationId={message.conversationId} files={message.attachments} onClose={() => {}} />}
          {message.files && <WaitingFiles message={message} />}
          {state !== 'failed' && (
            <div className={styles.foot}>
              <Delivery state={underway} />
            </div>
          )}
        </div>
        {state === 'failed' && (
          <div className={styles.failure} role="alert">
            <span>
              {text.delivery.failed}. {failure && text.delivery.reasons[failure.code]}
            </span>
            {another && (
              <button
                type="button"
                className={controls.link}
                onClick={() => {
                  another(content)
                  // Files do not go along: they stay here until somebody discards them.
                  if (!files) chat.discard(clientMessageId)
                }}
              >
                {text.ticket.closedLine.another}
              </button>
            )}
            {/* Its files can only go from here, once the ticket is open again. */}
            {(!another || files) && (
              <button type="button" className={controls.link} onClick={() => chat.retry(clientMessageId)}>
                {text.delivery.retry}
              </button>
            )}
            {/* Files do not go back into the composer. */}
            {onEdit && !files && (
              <button
                type="button"
                className={controls.link}
                onClick={() => {
                  onEdit(content, message.replyTo)
                  chat.discard(clientMessageId)
                }}
              >
                {text.delivery.edit}
              </button>
            )}
            <button type="button" className={controls.link} onClick={() => chat.discard(clientMessageId)}>
              {text.delivery.discard}
            </button>
          </div>
        )}
      </div>
    </div>
  )
}
