import type { Tier, TicketItem } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { matches } from '@sealkloud/chat-react/text/fold.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Segments } from '@sealkloud/chat-react/ui/Segments.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import rows from '../../ui/rows.module.css'
import { tierName } from '@sealkloud/chat-react/features/ticket/sentences.ts'
import styles from './TicketQueue.module.css'
import { TicketRow } from './TicketRow.tsx'
import { useClosedTickets } from './useClosedTickets.ts'
import { useQueues } from './useQueues.ts'

type Which = 'waiting' | 'mine' | 'open' | 'closed'

const TIERS: readonly Tier[] = ['l1', 'l2', 'l3']
/** Shown at first, and more with each click. */
const ROWS = 100

interface Props {
  query: string
  openConversationId: string | undefined
}

/** The helpdesk's tickets: those that wait for somebody like oneself, one's own, and all. */
export function TicketQueue({ query, openConversationId }: Props) {
  const text = useText()
  const words = text.ticket.queue
  const chat = useChat()
  const { complete, loading, error } = useObservable(chat.tickets.open)
  const queues = useQueues()
  const [which, setWhich] = useState<Which>('waiting')
  const [tier, setTier] = useState<Tier | ''>('')
  const [limit, setLimit] = useState(ROWS)
  const closed = useClosedTickets(which === 'closed')

  const items = which === 'closed' ? closed.items : queues[which]
  const found = items?.filter((item) => (tier === '' || item.ticket.tier === tier) && isFound(item, query))
  const failed = which === 'closed' ? closed.failed : error !== null
  const retry = which === 'closed' ? closed.retry : () => void chat.tickets.load()
  const waits = which === 'closed' ? closed.items === null : loading && queues.open.length === 0
  const count = (queue: 'waiting' | 'mine' | 'open') => `${queues[queue].length}${complete ? '' : '+'}`
  const more = found && found.length > limit ? () => setLimit(limit + ROWS) : which === 'closed' ? closed.more : null

  return (
    <>
      <div className={styles.filters}>
        <Segments
          legend={words.which}
          legendHidden
          options={[
            ['waiting', `${words.waiting} ${count('waiting')}`],
            ['mine', `${words.mine} ${count('mine')}`],
            ['open', `${words.open} ${count('open')}`],
            ['closed', words.closed],
          ]}
          chosen={which}
          choose={(chosen) => setWhich(chosen as Which)}
        />
        <select className={controls.field} aria-label={words.tier} value={tier} onChange={(event) => setTier(event.target.value as Tier | '')}>
          <option value="">{words.everyTier}</option>
          {TIERS.map((each) => (
            <option key={each} value={each}>
              {tierName(each)}
            </option>
          ))}
        </select>
      </div>
      {failed && (
        <p className={rows.empty} role="alert">
          {words.failed}{' '}
          <button type="button" className={controls.button} onClick={retry}>
            {text.retry}
          </button>
        </p>
      )}
      {waits && !failed && <RowsSkeleton />}
      {found && !waits && (
        <ul className={rows.list} aria-label={words[which]}>
          {found.slice(0, limit).map((item) => (
            <TicketRow key={item.roomId} item={item} current={openConversationId !== undefined && isOf(item, openConversationId)} />
          ))}
        </ul>
      )}
      {found?.length === 0 && !waits && !failed && <p className={rows.empty}>{query ? text.sidebar.noMatch(query) : words.none[which]}</p>}
      {more && (
        <button type="button" className={controls.button} onClick={more}>
          {words.more}
        </button>
      )}
    </>
  )
}

function isOf({ roomId }: TicketItem, conversationId: string): boolean {
  return conversationId === roomId || conversationId === `notes-${roomId}`
}

function isFound({ ticket: { ticketId, number, title }, people }: TicketItem, query: string): boolean {
  const words = [ticketId, number ?? '', title, ...people.map(({ userName }) => userName)]
  return words.some((word) => matches(word, query))
}
