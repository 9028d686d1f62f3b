import { useState } from 'react'
import { PeoplePicker } from '@sealkloud/chat-react/features/people/PeoplePicker.tsx'
import { useOpenTicket } from '@sealkloud/chat-react/features/ticket/useOpenTicket.ts'
import { sayRefusal } from '@sealkloud/chat-react/features/ticket/useTicketStep.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { isBlank, line, writable } from '@sealkloud/chat-react/text/visible.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { open } from '../../route/route.ts'
import { LONGEST_TITLE } from './limits.ts'
import styles from './TicketDetails.module.css'

interface Props {
  onOpened: (conversationId: string) => void
  onCancel: () => void
}

const LONGEST_MESSAGE = 10_000

/** Staff open a ticket for a client who has called, or stands at the desk. */
export function NewTicket({ onOpened, onCancel }: Props) {
  const text = useText()
  const words = text.ticket.open
  const openTicket = useOpenTicket()
  const [requesterId, setRequesterId] = useState<string>()
  const [title, setTitle] = useState('')
  const [message, setMessage] = useState('')
  const action = useAction()

  function submit() {
    if (requesterId === undefined) return
    const ticket = { title: line(title), requesterId, ...(!isBlank(message) && { message: writable(message).trim() }) }
    action.run(async () => onOpened((await openTicket(ticket)).conversationId))
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={controls.label}>
        <span>{words.requester}</span>
        <PeoplePicker
          label={words.requester}
          who="clients"
          one
          chosen={requesterId === undefined ? [] : [requesterId]}
          choose={([chosen]) => setRequesterId(chosen)}
        />
      </div>
      <label className={controls.label}>
        {text.ticket.request.title}
        <input className={controls.field} dir="auto" value={title} onChange={(event) => setTitle(event.target.value)} maxLength={LONGEST_TITLE} required />
      </label>
      <label className={controls.label}>
        {words.message}
        <textarea
          className={`${controls.field} ${styles.message}`}
          dir="auto"
          rows={3}
          maxLength={LONGEST_MESSAGE}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        <span className={controls.hint}>{text.ticket.step.messageHint}</span>
      </label>
      <div role="alert">{action.error && <p className={controls.error}>{sayRefusal(action.error, text)}</p>}</div>
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={onCancel}>
          {text.cancel}
        </button>
        <button type="submit" className={controls.primary} disabled={action.working || requesterId === undefined || isBlank(title)}>
          {words.submit}
        </button>
      </div>
    </form>
  )
}

/** The same in a window of its own. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const text = useText().ticket.open
  return (
    <Dialog title={text.action} onClose={onClose}>
      <NewTicket
        onOpened={(conversationId) => {
          onClose()
          open(conversationId)
        }}
        onCancel={onClose}
      />
    </Dialog>
  )
}
