import { ChatError, type Conversation } from '@sealkloud/chat-client'
import { useEffect, useId, useRef, useState } from 'react'
import { useDraft } from '@sealkloud/chat-react/features/conversation/useDraft.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { ClosedUntil } from '@sealkloud/chat-react/features/ticket/SupportLine.tsx'
import { useOpenTicket } from '@sealkloud/chat-react/features/ticket/useOpenTicket.ts'
import { useSupport } from '@sealkloud/chat-react/features/ticket/useSupport.ts'
import { usePeople } from '@sealkloud/chat-react/features/people/usePeople.ts'
import { useDates, useLanguage, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { named, Sentence } from '@sealkloud/chat-react/text/names.tsx'
import { isBlank, writable } from '@sealkloud/chat-react/text/visible.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { open } from '../../route/route.ts'
import rows from '../../ui/rows.module.css'
import { ConversationRow } from '../sidebar/ConversationRow.tsx'
import { PeopleList } from '../sidebar/PeopleList.tsx'
import { answerTime } from './answerTime.ts'
import styles from './ContactSupport.module.css'
import { foreignZone, lineOfWeek } from './openingHours.ts'
import { titleOf } from './titleOf.ts'
import { SUPPORT_DRAFT } from './useContactsSupport.ts'
import { useSupportWords } from './words/useSupportWords.ts'

const LONGEST_MESSAGE = 10_000

interface Props {
  /** The room of the closed ticket that the new one follows. */
  follows: string | undefined
  /** Covers the list, and offers the way back to it. */
  narrow: boolean
  onClose: () => void
}

/** Where a client asks for help: one box, and below it their tickets. */
export function ContactSupport({ follows, narrow, onClose }: Props) {
  const words = useText()
  const text = useSupportWords()
  const conversations = useObservable(useChat().conversations)
  const tickets = conversations.filter(({ kind }) => kind === 'ticket')
  const former = conversations.find(({ conversationId, ticket }) => conversationId === follows && ticket?.closed)

  return (
    <section className={styles.page} aria-label={words.ticket.contactSupport}>
      {narrow && (
        <header className={styles.header}>
          <button type="button" className={controls.icon} onClick={onClose} aria-label={words.back}>
            <Icon name="back" />
          </button>
          <strong>{words.ticket.contactSupport}</strong>
        </header>
      )}
      <div className={styles.body}>
        <Expected />
        <Question key={former?.conversationId} former={former} />
        {tickets.length === 0 && <p className={controls.hint}>{text.none}</p>}
        <TicketList label={text.open} tickets={tickets.filter(({ ticket }) => !ticket?.closed)} />
        <TicketList label={text.past} tickets={tickets.filter(({ ticket }) => ticket?.closed)} />
        {narrow && <OnDuty onSearch={onClose} />}
      </div>
    </section>
  )
}

/** Whether somebody works now, when they do, and how soon they usually answer. */
function Expected() {
  const text = useSupportWords()
  const dates = useDates()
  const language = useLanguage()
  const support = useSupport()
  if (!support) return null
  const { open: isOpen, answerSeconds, hours, timeZone } = support
  const zone = foreignZone(timeZone, language)
  return (
    <div className={controls.hint}>
      <p className={styles.expected} role="status" data-expected={isOpen ? 'open' : 'closed'}>
        {isOpen ? text.isOpen : <ClosedUntil support={support} />}
        {answerSeconds !== undefined && ` ${text.answers(answerTime(answerSeconds, text))}`}
      </p>
      {hours.length > 0 && (
        <p className={styles.expected}>
          {text.week(lineOfWeek(hours, dates, text.allDay))}
          {zone && ` (${zone})`}
        </p>
      )}
    </div>
  )
}

function Question({ former }: { former: Conversation | undefined }) {
  const openTicket = useOpenTicket()
  const text = useSupportWords()
  const { text: message, setText: setMessage } = useDraft(SUPPORT_DRAFT)
  const [state, setState] = useState<'writing' | 'working' | 'failed' | 'tooMany'>('writing')
  const [opened, setOpened] = useState<string>()
  const questionId = useId()
  const box = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) box.current?.focus({ preventScroll: true })
  }, [])

  // Not before the draft is empty: leaving saves what is in it.
  useEffect(() => {
    if (opened !== undefined) open(opened)
  }, [opened])

  async function send() {
    const said = writable(message).trim()
    setState('working')
    try {
      const ticket = await openTicket({ title: titleOf(said), message: said, ...(former && { conversationId: former.conversationId }) })
      setMessage('')
      setOpened(ticket.conversationId)
    } catch (error) {
      setState(error instanceof ChatError && error.code === 'conflict' ? 'tooMany' : 'failed')
    }
  }

  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBlank(message)) void send()
      }}
    >
      <h2 id={questionId}>{text.question}</h2>
      <textarea
        ref={box}
        className={`${controls.field} ${styles.box}`}
        data-region=""
        aria-labelledby={questionId}
        dir="auto"
        rows={5}
        maxLength={LONGEST_MESSAGE}
        value={message}
        // The draft is emptied when the ticket is open, and what was typed meanwhile with it.
        readOnly={state === 'working'}
        onChange={(event) => setMessage(event.target.value)}
      />
      <p className={controls.hint}>{former ? <Sentence>{text.follows(named(former.title))}</Sentence> : text.hint}</p>
      <div role="alert">{(state === 'failed' || state === 'tooMany') && <p className={controls.error}>{text[state]}</p>}</div>
      <button type="submit" className={controls.primary} disabled={state === 'working' || isBlank(message)}>
        <Icon name="send" size={18} />
        {text.submit}
      </button>
    </form>
  )
}

/** Whom one may write to, where this page covers the list of them. */
function OnDuty({ onSearch }: { onSearch: () => void }) {
  const text = useText().sidebar
  const found = usePeople('')
  return (
    <section className={styles.tickets}>
      <h3>{text.onDuty}</h3>
      <PeopleList query="" found={found} all onDutyOnly />
      <button type="button" className={controls.button} onClick={onSearch}>
        <Icon name="search" size={18} />
        {text.searchLabel}
      </button>
    </section>
  )
}

function TicketList({ label, tickets }: { label: string; tickets: readonly Conversation[] }) {
  if (tickets.length === 0) return null
  return (
    <section className={styles.tickets}>
      <h3>{label}</h3>
      <ul className={rows.list}>
        {tickets.map((conversation) => (
          <ConversationRow
            key={conversation.conversationId}
            conversation={conversation}
            unreadCount={conversation.unreadCount}
            current={false}
            muted={false}
            alone
          />
        ))}
      </ul>
    </section>
  )
}
