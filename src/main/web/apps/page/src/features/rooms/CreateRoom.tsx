import { ChatError } from '@sealkloud/chat-client'
import { useEffect, useRef, useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { line } from '@sealkloud/chat-react/text/visible.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { PeoplePicker } from '@sealkloud/chat-react/features/people/PeoplePicker.tsx'
import { NewTicket } from '../ticket/NewTicket.tsx'
import styles from './Rooms.module.css'

interface Props {
  onCreated: (conversationId: string) => void
  onCancel: () => void
}

type Kind = 'team' | 'ticket'

/** A team room, or where people have their tickets; here, if the service keeps them itself. */
export function CreateRoom(props: Props) {
  const text = useText()
  const { own } = useObservable(useChat().tickets.settings)
  const [kind, setKind] = useState<Kind>('team')
  const [label, hint] = own ? [text.ticket.open.action, text.ticket.open.hint] : [text.rooms.ticket, text.rooms.ticketHint]

  return (
    <div className={styles.form}>
      <fieldset className={styles.kinds}>
        <legend>{text.rooms.kind}</legend>
        <KindChoice kind="team" chosen={kind} choose={setKind} label={text.rooms.team} hint={text.rooms.teamHint} />
        <KindChoice kind="ticket" chosen={kind} choose={setKind} label={label} hint={hint} />
      </fieldset>
      {kind === 'ticket' && own ? <NewTicket onOpened={props.onCreated} onCancel={props.onCancel} /> : <RoomForm kind={kind} {...props} />}
    </div>
  )
}

function RoomForm({ kind, onCreated, onCancel }: Props & { kind: Kind }) {
  const chat = useChat()
  const text = useText()
  const [name, setName] = useState('')
  const [ticketId, setTicketId] = useState('')
  const [memberIds, setMemberIds] = useState<readonly string[]>([])
  const [state, setState] = useState<'idle' | 'working' | 'failed' | 'conflict'>('idle')

  const nameField = useRef<HTMLInputElement>(null)
  // It takes the place of the list in an open dialog, and the button that had the focus is gone.
  useEffect(() => nameField.current?.focus(), [])

  function create() {
    setState('working')
    const room = { name: line(name), kind, memberIds: [...memberIds], ...(kind === 'ticket' && { ticketId: ticketId.trim() }) }
    chat.createRoom(room).then(
      ({ conversationId }) => onCreated(conversationId),
      (error: unknown) => setState(error instanceof ChatError && error.code === 'conflict' ? 'conflict' : 'failed'),
    )
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        create()
      }}
    >
      <label className={controls.label}>
        {text.rooms.name}
        <input ref={nameField} className={controls.field} value={name} onChange={(event) => setName(event.target.value)} maxLength={100} required />
      </label>
      {kind === 'ticket' && (
        <label className={controls.label}>
          {text.rooms.ticketId}
          <input className={controls.field} value={ticketId} onChange={(event) => setTicketId(event.target.value)} pattern="[A-Za-z0-9_\-]{1,50}" required />
        </label>
      )}
      <PeoplePicker label={text.rooms.invite} who={kind === 'team' ? 'staff' : 'everybody'} chosen={memberIds} choose={setMemberIds} />
      <div role="alert">
        {state === 'failed' && <p className={controls.error}>{text.rooms.actionFailed}</p>}
        {state === 'conflict' && <p className={controls.error}>{text.rooms.conflict}</p>}
      </div>
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={onCancel}>
          {text.cancel}
        </button>
        <button type="submit" className={controls.primary} disabled={state === 'working'}>
          {text.rooms.submit}
        </button>
      </div>
    </form>
  )
}

interface KindProps {
  kind: Kind
  chosen: Kind
  choose: (kind: Kind) => void
  label: string
  hint: string
}

function KindChoice({ kind, chosen, choose, label, hint }: KindProps) {
  return (
    <label className={styles.kind}>
      <input type="radio" name="kind" value={kind} checked={kind === chosen} onChange={() => choose(kind)} />
      {label}
      <span className={controls.hint}>{hint}</span>
    </label>
  )
}
