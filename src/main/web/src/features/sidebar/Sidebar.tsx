import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { useDeferredValue, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { matches } from '../../text/fold.ts'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { RowsSkeleton } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { UnreadBadge } from '../../ui/UnreadBadge.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useNotificationSettings } from '../notification/useNotificationSettings.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { Offers } from '../ticket/Offers.tsx'
import { TicketQueue } from '../ticket/TicketQueue.tsx'
import { useQueues } from '../ticket/useQueues.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { MyMenu } from './MyMenu.tsx'
import { PersonRow } from './PersonRow.tsx'
import styles from './Sidebar.module.css'
import { useOpenPerson } from './useOpenPerson.ts'
import { usePeople } from './usePeople.ts'
import { useRovingFocus } from './useRovingFocus.ts'

interface Props {
  openConversationId: string | undefined
  onRooms: () => void
  onNotifications: () => void
  onShortcuts: () => void
  onLogOut: (everywhere?: boolean) => Promise<void>
}

/** People and conversations, and the search through both. */
export function Sidebar({ openConversationId, onRooms, onNotifications, onShortcuts, onLogOut }: Props) {
  const text = useText()
  const staff = isStaff(useMe().userRole)
  const [tickets, setTickets] = useState(false)
  const [query, setQuery] = useState('')
  const searched = useDeferredValue(query.trim())
  const roving = useRovingFocus<HTMLDivElement>()

  return (
    <nav className={styles.sidebar} aria-label={text.sidebar.label}>
      <header className={styles.top}>
        <h1 className={styles.heading}>{text.messages}</h1>
        <MyMenu onNotifications={onNotifications} onShortcuts={onShortcuts} onLogOut={onLogOut} />
      </header>
      <div className={styles.search}>
        <Icon name="search" size={18} />
        <input
          type="search"
          className={controls.field}
          data-region=""
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={tickets ? text.ticket.queue.search : text.sidebar.search}
          aria-label={tickets ? text.ticket.queue.search : text.sidebar.searchLabel}
        />
      </div>
      {staff && (
        <>
          <Offers />
          <SidebarTabs tickets={tickets} choose={setTickets} />
        </>
      )}
      <div className={styles.lists} {...roving} role="presentation">
        {tickets ? (
          <TicketQueue query={searched} openConversationId={openConversationId} />
        ) : (
          <>
            <div className={styles.section}>
              <h2>{text.sidebar.conversations}</h2>
              {staff && (
                <button type="button" className={styles.rooms} onClick={onRooms} title={text.sidebar.browseRooms}>
                  <Icon name="room" size={16} />
                  {text.sidebar.rooms}
                </button>
              )}
            </div>
            <ConversationList query={searched} openConversationId={openConversationId} />
            <div className={styles.section}>
              <h2>{text.sidebar.people}</h2>
            </div>
            <PeopleList query={searched} />
          </>
        )}
      </div>
    </nav>
  )
}

/** Conversations or tickets, for staff. */
function SidebarTabs({ tickets, choose }: { tickets: boolean; choose: (tickets: boolean) => void }) {
  const text = useText()
  const { waiting, offered } = useQueues()
  const count = waiting.length + offered.length
  const badge = <UnreadBadge count={count} label={text.ticket.queue.waits(count)} />
  return (
    <div className={styles.tabs}>
      <Tabs
        label={text.ticket.tabs}
        tabs={[
          { id: 'conversations', label: text.ticket.chats, icon: 'send' },
          { id: 'tickets', label: text.ticket.tab, icon: 'ticket', badge },
        ]}
        chosen={tickets ? 'tickets' : 'conversations'}
        choose={(id) => choose(id === 'tickets')}
      />
    </div>
  )
}

function ConversationList({ query, openConversationId }: { query: string; openConversationId: string | undefined }) {
  const text = useText()
  const muted = useNotificationSettings()?.muted ?? []
  const conversations = useObservable(useChat().conversations)
  const shown = conversations.filter(({ kind, title }) => kind !== 'notes' && matches(title, query))

  if (shown.length === 0) return <p className={styles.empty}>{query ? text.sidebar.noMatch(query) : `${text.sidebar.none}. ${text.sidebar.noneHint}`}</p>
  return (
    <ul className={styles.list}>
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

function PeopleList({ query }: { query: string }) {
  const chat = useChat()
  const text = useText()
  const conversations = useObservable(chat.conversations)
  const { people, loading, error, retry } = usePeople(query)
  const openPerson = useOpenPerson()

  if (loading) return <RowsSkeleton />
  if (error) {
    return (
      <p className={styles.empty} role="alert">
        {text.sidebar.failed}{' '}
        <button type="button" className={controls.button} onClick={retry}>
          {text.retry}
        </button>
      </p>
    )
  }
  // Those with whom one talks already stand above, with their last line.
  const others = people.filter(({ userId }) => !hasDirect(conversations, userId))
  if (others.length === 0 && query) return <p className={styles.empty}>{text.sidebar.noMatch(query)}</p>
  return (
    <ul className={styles.list}>
      {others.map((person) => (
        <PersonRow key={person.userId} person={person} onOpen={openPerson} />
      ))}
    </ul>
  )
}

function hasDirect(conversations: readonly Conversation[], userId: string): boolean {
  return conversations.some(({ kind, members }) => kind === 'direct' && members.some((member) => member.userId === userId))
}
