import type { Conversation, TicketLinkedEvent, TicketRequestedEvent } from '@sealkloud/chat-client'
import { useState } from 'react'
import { open } from '../../route/route.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { isBlank, line } from '@sealkloud/chat-react/text/visible.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { LONGEST_TITLE } from './limits.ts'
import styles from './TicketDetails.module.css'
import { useOpenTicket } from '@sealkloud/chat-react/features/ticket/useOpenTicket.ts'
import { TicketRoomLink } from '@sealkloud/chat-react/features/ticket/TicketLine.tsx'

/**
 * "Make a ticket of this", for staff: what was asked for, what has come of it, and the way to ask.
 */
export function TicketRequests({ conversation }: { conversation: Conversation }) {
  const text = useText().ticket.request
  const [asking, setAsking] = useState(false)
  const { waiting, linked } = useRequests(conversation.conversationId)

  return (
    <section className={styles.section}>
      {linked.length > 0 && (
        <>
          <h3>{text.linked}</h3>
          <ul className={styles.plain}>
            {linked.map(({ requestId, ticketRoomId, title }) => (
              <li key={requestId}>
                <Icon name="ticket" size={16} />
                <TicketRoomLink roomId={ticketRoomId} title={title} onOpen={open} />
              </li>
            ))}
          </ul>
        </>
      )}
      {waiting.map(({ requestId, title }) => (
        <p className={controls.hint} key={requestId} data-ticket-waiting="">
          {text.waiting} <bdi>{title}</bdi>
        </p>
      ))}
      <button type="button" className={controls.button} onClick={() => setAsking(true)}>
        <Icon name="ticket" size={18} />
        {text.action}
      </button>
      {asking && <AskForTicket conversation={conversation} onClose={() => setAsking(false)} />}
    </section>
  )
}

/** What was asked for in the part of the conversation that is loaded. */
function useRequests(conversationId: string): { waiting: TicketRequestedEvent[]; linked: TicketLinkedEvent[] } {
  const { events } = useObservable(useChat().timeline(conversationId).state)
  const linked = events.filter((event) => event.type === 'ticket_linked')
  const answered = new Set(linked.map(({ requestId }) => requestId))
  const waiting = events.filter((event) => event.type === 'ticket_requested').filter(({ requestId }) => !answered.has(requestId))
  return { waiting, linked }
}

function AskForTicket({ conversation: { conversationId }, onClose }: { conversation: Conversation; onClose: () => void }) {
  const chat = useChat()
  const openTicket = useOpenTicket()
  const { own } = useObservable(chat.tickets.settings)
  const text = useText()
  const words = text.ticket.request
  const [title, setTitle] = useState('')
  const [state, setState] = useState<'asking' | 'working' | 'failed'>('asking')

  function ask() {
    setState('working')
    const asked = line(title)
    const answer = own ? openTicket({ title: asked, conversationId }) : chat.rest.requestTicket(conversationId, asked)
    answer.then(onClose, () => setState('failed'))
  }

  return (
    <Dialog title={words.action} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          ask()
        }}
      >
        <label className={controls.label}>
          {words.title}
          <input
            className={controls.field}
            data-autofocus=""
            dir="auto"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            maxLength={LONGEST_TITLE}
            required
          />
          <span className={controls.hint}>{words.hint}</span>
        </label>
        <div role="alert">{state === 'failed' && <p className={controls.error}>{text.rooms.actionFailed}</p>}</div>
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {text.cancel}
          </button>
          <button type="submit" className={controls.primary} disabled={state === 'working' || isBlank(title)}>
            {words.submit}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
