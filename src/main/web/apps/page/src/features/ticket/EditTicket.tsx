import type { Ticket } from '@sealkloud/chat-client'
import { useState } from 'react'
import { PeoplePicker } from '@sealkloud/chat-react/features/people/PeoplePicker.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { statusName } from '@sealkloud/chat-react/features/ticket/sentences.ts'
import { useTicketStep } from '@sealkloud/chat-react/features/ticket/useTicketStep.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { named, Sentence } from '@sealkloud/chat-react/text/names.tsx'
import { isBlank, line } from '@sealkloud/chat-react/text/visible.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { LONGEST_TITLE } from './limits.ts'
import styles from './TicketDetails.module.css'

interface Props {
  ticket: Ticket
  nameOf: (userId: string) => string
  onClose: () => void
}

/** Title, status and requester of a ticket, for staff. */
export function EditTicket({ ticket, nameOf, onClose }: Props) {
  const text = useText()
  const words = text.ticket
  const { statuses } = useObservable(useChat().tickets.settings)
  const [title, setTitle] = useState(ticket.title)
  const [status, setStatus] = useState(ticket.status ?? '')
  const [requesterId, setRequesterId] = useState(ticket.requesterId)
  const [choosing, setChoosing] = useState(false)
  const { take, working, error } = useTicketStep(ticket, nameOf)
  const maySetStatus = ticket.actions.includes('set_status')
  // A ticket service may have called it something else.
  const offered = statuses.includes(ticket.status ?? '') ? statuses : [ticket.status ?? '', ...statuses]

  async function save() {
    const wanted = line(title)
    const edits = {
      ...(wanted !== ticket.title && { title: wanted }),
      ...(requesterId !== undefined && requesterId !== ticket.requesterId && { requesterId }),
    }
    if (Object.keys(edits).length > 0 && !(await take({ action: 'edit', ...edits }))) return
    if (maySetStatus && status !== (ticket.status ?? '') && !(await take({ action: 'set_status', status }))) return
    onClose()
  }

  return (
    <Dialog title={words.actions.edit} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <label className={controls.label}>
          {words.request.title}
          <input
            className={controls.field}
            data-autofocus=""
            dir="auto"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            maxLength={LONGEST_TITLE}
            required
          />
        </label>
        {maySetStatus && (
          <label className={controls.label}>
            {words.status}
            <select className={controls.field} value={status} onChange={(event) => setStatus(event.target.value)}>
              {offered.map((each) => (
                <option key={each} value={each}>
                  {statusName(each, text)}
                </option>
              ))}
            </select>
          </label>
        )}
        <div className={controls.label}>
          <span>{words.requester}</span>
          {choosing ? (
            <PeoplePicker
              label={words.requester}
              who="clients"
              one
              chosen={requesterId === undefined ? [] : [requesterId]}
              choose={([chosen]) => setRequesterId(chosen)}
            />
          ) : (
            <div className={styles.requester}>
              <bdi>{requesterId === undefined ? words.nobody : nameOf(requesterId)}</bdi>
              <button type="button" className={controls.button} onClick={() => setChoosing(true)}>
                {words.changeRequester}
              </button>
            </div>
          )}
          {choosing && ticket.requesterId !== undefined && (
            <span className={controls.hint}>
              <Sentence>{words.formerRequester(named(nameOf(ticket.requesterId)))}</Sentence>
            </span>
          )}
        </div>
        <div role="alert">{error && <p className={controls.error}>{error}</p>}</div>
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {text.cancel}
          </button>
          <button type="submit" className={controls.primary} disabled={working || isBlank(title)}>
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
