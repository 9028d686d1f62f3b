import type { TicketItem, Tier } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLanguage, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { MoreOnSight } from '@sealkloud/chat-react/ui/MoreOnSight.tsx'
import { Segments } from '@sealkloud/chat-react/ui/Segments.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import rows from '../../ui/rows.module.css'
import { statusName, tierName } from '@sealkloud/chat-react/features/ticket/sentences.ts'
import { NewTicketDialog } from './NewTicket.tsx'
import { AGES, setFilter, TIERS, without, type Age, type Queue, type QueueFilter } from './queueFilter.ts'
import styles from './TicketQueue.module.css'
import { TicketRow } from './TicketRow.tsx'
import { useCounted, useQueues } from './useQueues.ts'
import { useTicketList } from './useTicketList.ts'

interface Props {
  filter: QueueFilter
  openConversationId: string | undefined
  onClose: () => void
}

/**
 * The helpdesk's tickets: those that wait for somebody like oneself, one's own, and all. What is
 * shown stands in the address.
 */
export function TicketQueue({ filter, openConversationId }: Props) {
  const text = useText()
  const words = text.ticket.queue
  const { items, hasMore, loading, error, more, retry } = useTicketList(filter)
  const { queue, q } = filter
  const failed = error !== null

  return (
    <>
      <Top />
      <Filters filter={filter} />
      {failed && (
        <p className={rows.empty} role="alert">
          {words.failed}{' '}
          <button type="button" className={controls.button} onClick={retry}>
            {text.retry}
          </button>
        </p>
      )}
      {loading && !failed && <RowsSkeleton />}
      {items.length > 0 && (
        <ul className={rows.list} aria-label={words[queue]}>
          {items.map((item) => (
            <TicketRow key={item.roomId} item={item} current={openConversationId !== undefined && isOf(item, openConversationId)} />
          ))}
          {hasMore && !failed && <MoreOnSight more={more} after={items} />}
        </ul>
      )}
      {items.length === 0 && !loading && !failed && <p className={rows.empty}>{q ? text.sidebar.noMatch(q) : words.none[queue]}</p>}
    </>
  )
}

/** Where the service keeps the tickets itself, staff open them here. */
function Top() {
  const text = useText().ticket
  const { own } = useObservable(useChat().tickets.settings)
  const [opening, setOpening] = useState(false)
  if (!own) return null
  return (
    <>
      <div className={rows.section}>
        <h2>{text.tab}</h2>
        <button type="button" className={rows.sectionAction} onClick={() => setOpening(true)}>
          <Icon name="plus" size={16} />
          {text.open.action}
        </button>
      </div>
      {opening && <NewTicketDialog onClose={() => setOpening(false)} />}
    </>
  )
}

function Filters({ filter }: { filter: QueueFilter }) {
  const text = useText()
  const words = text.ticket.queue
  const { complete } = useObservable(useChat().tickets.open)
  const queues = useQueues()
  const language = useLanguage()
  const { statuses, owners } = useChoices(filter, queues.open)
  const counted = useCounted()
  const count = (queue: 'waiting' | 'mine' | 'open') => counted(queues[queue].length, queue === 'mine' ? queue : undefined)
  const set = (name: 'tier' | 'owner' | 'status' | 'age' | 'sort', value: string) => {
    setFilter(value === '' ? without(filter, name) : { ...filter, [name]: value })
  }

  return (
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
        chosen={filter.queue}
        // Those who have no owner cannot be chosen by it.
        choose={(chosen) => setFilter({ ...without(filter, 'owner'), queue: chosen as Queue })}
      />
      <div className={styles.choices}>
        <Select
          label={words.tier}
          all={words.everyTier}
          value={filter.tier}
          options={TIERS.map((tier: Tier) => [tier, tierName(tier)])}
          set={(value) => set('tier', value)}
        />
        <Select
          label={words.status}
          all={words.everyStatus}
          value={filter.status}
          options={statuses.map((status) => [status, statusName(status, text)])}
          set={(value) => set('status', value)}
        />
        {filter.queue !== 'waiting' && filter.queue !== 'mine' && (
          <Select
            label={words.owner}
            all={words.everyone}
            value={filter.owner}
            options={owners}
            hint={complete ? undefined : words.ownersOf(queues.open.length.toLocaleString(language))}
            set={(value) => set('owner', value)}
          />
        )}
        <Select
          label={words.age}
          all={words.everyAge}
          value={filter.age}
          options={(Object.keys(AGES) as Age[]).map((age) => [age, words.longerThan[age]])}
          set={(value) => set('age', value)}
        />
        <Select
          label={words.sort}
          value={filter.sort ?? (filter.queue === 'closed' ? 'newest' : 'waiting')}
          options={[
            ['waiting', words.longest],
            ['newest', words.newest],
          ]}
          set={(value) => set('sort', value)}
        />
      </div>
    </div>
  )
}

interface SelectProps {
  label: string
  /** The choice of everything, if there is one. */
  all?: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
  /** What the options are, where they are not all. */
  hint?: string | undefined
  set: (value: string) => void
}

function Select({ label, all, value = '', options, hint, set }: SelectProps) {
  return (
    <select className={controls.field} aria-label={label} value={value} onChange={(event) => set(event.target.value)}>
      {all !== undefined && <option value="">{all}</option>}
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {hint !== undefined && <option disabled>{hint}</option>}
    </select>
  )
}

/** The statuses and owners that there are, and those that the address asks for. */
function useChoices({ status, owner }: QueueFilter, open: readonly TicketItem[]) {
  const me = useMe().userId
  const text = useText().ticket.queue
  const settings = useObservable(useChat().tickets.settings)
  const statuses = new Set([...settings.statuses, ...open.flatMap(({ ticket }) => ticket.status ?? []), ...(status === undefined ? [] : [status])])
  const names = new Map(owner === undefined ? [] : [[owner, owner]])
  for (const { ticket, people } of open) {
    const person = people.find(({ userId }) => userId === ticket.assigneeId)
    if (person) names.set(person.userId, person.userName)
  }
  names.delete(me)
  const others = [...names].toSorted(([, a], [, b]) => a.localeCompare(b))
  return { statuses: [...statuses], owners: [[me, text.me] as const, ...others] }
}

function isOf({ roomId }: TicketItem, conversationId: string): boolean {
  return conversationId === roomId || conversationId === `notes-${roomId}`
}
