import { isStaff, type Ticket, type TicketStep, type Tier } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import { isBlank, writable } from '../../text/visible.ts'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { PeoplePicker } from '../people/PeoplePicker.tsx'
import { useMe } from '../session/ChatProvider.tsx'
import { tierName } from './sentences.ts'
import styles from './Ticket.module.css'
import { useTicketStep } from './useTicketStep.ts'

/** The actions that need more than a click. */
export type FormAction = 'assign' | 'release' | 'hand_over' | 'decline' | 'escalate' | 'return' | 'close'

export interface StepDialogProps {
  ticket: Ticket
  action: FormAction
  nameOf: (userId: string) => string
  onClose: () => void
}

const TIERS: readonly Tier[] = ['l1', 'l2', 'l3']
const LONGEST_NOTE = 10_000

/**
 * Asks what an action needs to know: who, to which tier, with which note, and whether the former
 * owner stays.
 */
export function StepDialog({ ticket, action, nameOf, onClose }: StepDialogProps) {
  const text = useText()
  const { userId: me, userRole } = useMe()
  const words = text.ticket.step
  const { assigneeId } = ticket
  const tiers = tiersFrom(ticket.tier, action)
  const [personId, setPersonId] = useState<string>()
  const [tier, setTier] = useState(tiers[0])
  const [message, setMessage] = useState('')
  const [note, setNote] = useState('')
  const [observe, setObserve] = useState(false)
  const { take, working, error } = useTicketStep(ticket, nameOf)

  const needsPerson = action === 'assign' || action === 'hand_over'
  const closes = action === 'close'
  const takesNote = closes ? isStaff(userRole) : action !== 'assign' && action !== 'release'
  const mayObserve = !closes && action !== 'assign' && action !== 'decline' && assigneeId !== undefined

  async function submit() {
    const step = stepOf({ ticket, action, personId, tier, message: trimmed(message), note: trimmed(note), observe })
    if (step && (await take(step))) onClose()
  }

  return (
    <Dialog title={words[action].title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {needsPerson && (
          <PeoplePicker
            label={words.person}
            who="staff"
            one
            chosen={personId === undefined ? [] : [personId]}
            choose={([chosen]) => setPersonId(chosen)}
            without={assigneeId === undefined ? [] : [assigneeId]}
          />
        )}
        {tiers.length > 0 && tier && (
          <Segments legend={words.tier} options={tiers.map((each) => [each, tierName(each)])} chosen={tier} choose={(chosen) => setTier(chosen as Tier)} />
        )}
        {closes && (
          <label className={controls.label}>
            {words.message}
            <textarea
              className={`${controls.field} ${styles.message}`}
              dir="auto"
              rows={3}
              data-autofocus=""
              maxLength={LONGEST_NOTE}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
            <span className={controls.hint}>{takesNote ? words.messageHint : words.messageHintClient}</span>
          </label>
        )}
        {takesNote && (
          <label className={controls.label}>
            {closes ? words.reason : words.note}
            <textarea
              className={`${controls.field} ${styles.note}`}
              dir="auto"
              rows={closes ? 2 : 4}
              data-autofocus={needsPerson || closes ? undefined : ''}
              maxLength={LONGEST_NOTE}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <span className={controls.hint}>{words.noteHint}</span>
          </label>
        )}
        {mayObserve && (
          <Choice
            label={assigneeId === me ? words.observe : <Sentence>{words.observeOther(named(nameOf(assigneeId)))}</Sentence>}
            checked={observe}
            onChange={setObserve}
          />
        )}
        <div role="alert">{error && <p className={controls.error}>{error}</p>}</div>
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {text.cancel}
          </button>
          <button type="submit" className={controls.primary} disabled={working || (needsPerson && personId === undefined)}>
            {words[action].submit}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function trimmed(text: string): string {
  return isBlank(text) ? '' : writable(text).trim()
}

function tiersFrom(tier: Tier | undefined, action: FormAction): readonly Tier[] {
  const index = TIERS.indexOf(tier ?? 'l1')
  if (action === 'escalate') return TIERS.slice(index + 1)
  return action === 'return' ? TIERS.slice(0, index).toReversed() : []
}

interface Entered {
  ticket: Ticket
  action: FormAction
  personId: string | undefined
  tier: Tier | undefined
  message: string
  note: string
  observe: boolean
}

/** What was entered, as a step; null as long as something is missing. */
function stepOf({ ticket, action, personId, tier, message, note, observe }: Entered): TicketStep | null {
  const noted = note === '' ? {} : { note }
  switch (action) {
    case 'assign':
      return personId === undefined ? null : { action, assigneeId: personId }
    case 'hand_over':
      return personId === undefined ? null : { action, toId: personId, observe, ...noted }
    case 'escalate':
    case 'return':
      return tier === undefined ? null : { action, tier, observe, ...noted }
    case 'decline':
      return ticket.handover ? { action, handoverId: ticket.handover.handoverId, ...noted } : null
    case 'release':
      return { action, observe }
    case 'close':
      return { action, ...(message !== '' && { message }), ...(note !== '' && { reason: note }) }
  }
}
