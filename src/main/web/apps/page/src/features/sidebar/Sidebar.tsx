import { isStaff, matches } from '@sealkloud/chat-client'
import { useDeferredValue, useEffect, useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { isComposing } from '@sealkloud/chat-react/ui/composing.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { Tabs } from '@sealkloud/chat-react/ui/Tabs.tsx'
import { UnreadBadge } from '@sealkloud/chat-react/ui/UnreadBadge.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useNotificationSettings } from '@sealkloud/chat-react/features/notification/useNotificationSettings.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { adminHref, hrefOfSupport } from '../../route/route.ts'
import { Offers } from '../ticket/Offers.tsx'
import { LaterTicketQueue } from '../ticket/later.ts'
import { parseFilter, setFilter, useFilter, without } from '../ticket/queueFilter.ts'
import { useCounted, useQueues } from '../ticket/useQueues.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { MyMenu } from './MyMenu.tsx'
import { PeopleList } from './PeopleList.tsx'
import rows from '../../ui/rows.module.css'
import styles from './Sidebar.module.css'
import { usePeople } from '@sealkloud/chat-react/features/people/usePeople.ts'
import { useRovingFocus } from './useRovingFocus.ts'

interface Props {
  openConversationId: string | undefined
  /** Offers to open a ticket. */
  contactsSupport: boolean
  onRooms: () => void
  onSearch: (text: string) => void
  onNotifications: () => void
  onShortcuts: () => void
  onLogOut: (everywhere?: boolean) => Promise<void>
}

type View = 'conversations' | 'tickets' | 'people'

/** With more conversations than this, people have a tab of their own. */
const MANY = 20

/** People and conversations, and the search through both. */
export function Sidebar({ openConversationId, contactsSupport, onRooms, onSearch, onNotifications, onShortcuts, onLogOut }: Props) {
  const text = useText()
  const staff = isStaff(useMe().userRole)
  const [list, setList] = useState<View>('conversations')
  const filter = useFilter()
  const chosen = staff && filter ? 'tickets' : list
  const [query, setQuery] = useState(filter?.q ?? '')
  const searched = useDeferredValue(query.trim())
  const roving = useRovingFocus<HTMLDivElement>()
  const conversations = useObservable(useChat().conversations).length
  const people = usePeople(searched)
  // Clients write to whoever is there; the others are found by name.
  const onDutyOnly = !staff && !searched
  // Below many conversations nobody would find them, and many people make the list of conversations
  // look endless.
  const [many, setMany] = useState(false)
  if (!many && (conversations > MANY || (!searched && people.hasMore))) setMany(true)
  const alone = !searched && !onDutyOnly && !people.loading && !people.error && !people.hasMore && people.people.length === 0
  const view = chosen === 'people' && !many ? 'conversations' : chosen
  const tickets = view === 'tickets'
  useSearchOfTickets(tickets ? query.trim() : null)

  function choose(next: View) {
    if (next !== 'tickets') setList(next)
    setFilter(next === 'tickets' ? { queue: 'waiting', ...(query.trim() && { q: query.trim() }) } : null)
  }

  return (
    <nav className={styles.sidebar} aria-label={text.sidebar.label}>
      <header className={styles.top}>
        <h1 className={styles.heading}>{text.messages}</h1>
        <MyMenu onNotifications={onNotifications} onShortcuts={onShortcuts} onLogOut={onLogOut} />
      </header>
      {contactsSupport && (
        <a className={`${controls.primary} ${styles.support}`} href={hrefOfSupport()}>
          <Icon name="ticket" size={18} />
          {text.ticket.contactSupport}
        </a>
      )}
      <div className={styles.search}>
        <Icon name="search" size={18} />
        <input
          type="search"
          className={controls.field}
          data-region=""
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event) && !tickets && query.trim()) onSearch(query.trim())
          }}
          placeholder={tickets ? text.ticket.queue.search : text.sidebar.search}
          aria-label={tickets ? text.ticket.queue.search : text.sidebar.searchLabel}
        />
      </div>
      {staff && <Offers />}
      {(staff || many) && <SidebarTabs view={view} staff={staff} many={many} choose={choose} />}
      <div className={styles.lists} {...roving} role="presentation">
        {tickets && filter && <LaterTicketQueue filter={filter} openConversationId={openConversationId} onClose={() => choose('conversations')} />}
        {!tickets && searched && (
          <button type="button" className={styles.messages} onClick={() => onSearch(query.trim())}>
            <Icon name="search" size={18} />
            <span>{text.sidebar.searchMessages(searched)}</span>
          </button>
        )}
        {view === 'people' && <PeopleList query={searched} found={people} all onDutyOnly={onDutyOnly} />}
        {view === 'conversations' && (
          <>
            <div className={rows.section}>
              <h2>{text.sidebar.conversations}</h2>
              {staff && (
                <button type="button" className={rows.sectionAction} onClick={onRooms} title={text.sidebar.browseRooms}>
                  <Icon name="room" size={16} />
                  {text.sidebar.rooms}
                </button>
              )}
            </div>
            <ConversationList query={searched} alone={alone} openConversationId={openConversationId} />
            {(!many || searched) && (
              <>
                <div className={rows.section}>
                  <h2>{onDutyOnly ? text.sidebar.onDuty : text.sidebar.people}</h2>
                </div>
                {alone ? <NobodyYet /> : <PeopleList query={searched} found={people} onDutyOnly={onDutyOnly} />}
              </>
            )}
          </>
        )}
      </div>
    </nav>
  )
}

const TYPING_MS = 250

/** Puts what is searched for into the address, once somebody stops to type. */
function useSearchOfTickets(query: string | null): void {
  useEffect(() => {
    if (query === null) return
    const timer = setTimeout(() => {
      const filter = parseFilter(location.search)
      if (!filter) return
      setFilter(query === '' ? without(filter, 'q') : { ...filter, q: query.slice(0, 100) })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [query])
}

interface TabsProps {
  view: View
  staff: boolean
  many: boolean
  choose: (view: View) => void
}

/** Conversations, for staff also tickets, and people where there are many. */
function SidebarTabs({ view, staff, many, choose }: TabsProps) {
  const text = useText()
  const { waiting, offered } = useQueues()
  const count = waiting.length + offered.length
  const counted = useCounted()(count)
  const badge = <UnreadBadge count={count} shown={counted} label={text.ticket.queue.waits(counted)} />
  return (
    <div className={styles.tabs}>
      <Tabs
        label={text.sidebar.label}
        tabs={[
          { id: 'conversations', label: text.ticket.chats, icon: 'send' },
          ...(staff ? [{ id: 'tickets', label: text.ticket.tab, icon: 'ticket' as const, badge }] : []),
          ...(many ? [{ id: 'people', label: text.sidebar.people, icon: 'people' as const }] : []),
        ]}
        chosen={view}
        choose={(id) => choose(id as View)}
      />
    </div>
  )
}

interface ConversationsProps {
  query: string
  /** Whether there is nobody to write to. */
  alone: boolean
  openConversationId: string | undefined
}

function ConversationList({ query, alone, openConversationId }: ConversationsProps) {
  const text = useText()
  const muted = useNotificationSettings()?.muted ?? []
  const conversations = useObservable(useChat().conversations)
  const shown = conversations.filter(({ kind, title, archived }) => kind !== 'notes' && !archived && matches(title, query))

  if (shown.length === 0)
    return <p className={rows.empty}>{query ? text.sidebar.noMatch(query) : `${text.sidebar.none}.${alone ? '' : ` ${text.sidebar.noneHint}`}`}</p>
  return (
    <ul className={rows.list}>
      {shown.map((conversation) => {
        const { conversationId } = conversation
        const notes = conversations.find((each) => each.conversationId === `notes-${conversationId}`)
        return (
          <ConversationRow
            key={conversationId}
            conversation={conversation}
            unreadCount={conversation.unreadCount + (notes?.unreadCount ?? 0)}
            current={openConversationId === conversationId || (notes !== undefined && openConversationId === notes.conversationId)}
            muted={muted.some((mute) => mute.conversationId === conversationId)}
          />
        )
      })}
    </ul>
  )
}

/** On the first day, when the first administrator is the only user. */
function NobodyYet() {
  const text = useText()
  const admin = useMe().userRole === 'admin'
  return (
    <p className={rows.empty}>
      {text.sidebar.nobodyYet}{' '}
      {admin && (
        <a className={controls.button} href={adminHref('people')}>
          {text.sidebar.invite}
        </a>
      )}
    </p>
  )
}
