import { isStaff, matches, type Room, type SearchHit, type TicketItem } from '@sealkloud/chat-client'
import { useEffect, useState, type ReactNode } from 'react'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import { Icon, type IconName } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { ConversationAvatar } from '@sealkloud/chat-react/features/conversation/ConversationAvatar.tsx'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { usePeople } from '@sealkloud/chat-react/features/people/usePeople.ts'
import { Marked } from '../search/Marked.tsx'
import { useSearch } from '../search/useSearch.ts'
import styles from './Keyboard.module.css'
import { useRoles } from '@sealkloud/chat-react/features/session/useRoles.ts'

const MOST = 20
const MOST_OUTSIDE = 5
const MOST_MESSAGES = 5
const OUTSIDE_AFTER_MS = 250
/** Shorter parts are in nearly everything. */
const SHORTEST = 3

/** Somewhere that one can go. */
export interface Destination {
  key: string
  /** Null for a person, or for the search. */
  conversationId: string | null
  seq?: number
  userId?: string
  /** A room that one joins by going there. */
  joins?: true
  /** Searches for this. */
  search?: string
  title: ReactNode
  besides: ReactNode
  unreadCount: number
  avatar: ReactNode
}

interface Destinations {
  destinations: readonly Destination[]
  /** Whether something could not be searched. */
  failed: boolean
  retry: () => void
}

/**
 * Conversations, people, for staff rooms and tickets of others, messages, and the search for more.
 */
export function useDestinations(query: string): Destinations {
  const text = useText()
  const messages = useSearch(query.length >= SHORTEST ? query : '', NO_FILTERS, MOST_MESSAGES)
  const people = usePeople(query)
  const outside = useOutside(query)
  const inside = useInside(query, people)
  const known = new Set(inside.map(({ conversationId }) => conversationId))
  const failed = [messages, people, outside].filter(({ error }) => error !== null)
  return {
    destinations: [
      ...inside,
      ...outside.tickets.filter(({ roomId }) => !known.has(roomId)).map(ofTicket),
      ...outside.rooms.filter(({ roomId, member }) => !member && !known.has(roomId)).map((room) => ({ ...ofRoom(room), besides: text.rooms.join })),
      ...(useMessages(messages.items) ?? []),
      ...(query === '' ? [] : [{ ...EMPTY, key: 'search', search: query, title: text.sidebar.searchMessages(query), avatar: <Sign name="search" /> }]),
    ],
    failed: failed.length > 0,
    retry: () => failed.forEach((search) => search.retry()),
  }
}

const NO_FILTERS: [] = []
const EMPTY = { conversationId: null, besides: null, unreadCount: 0 }

function useInside(query: string, { people, ambiguous }: ReturnType<typeof usePeople>): Destination[] {
  const conversations = useObservable(useChat().conversations)
  const roles = useRoles()

  const known = conversations
    .filter(({ kind, title, ticket, archived }) => kind !== 'notes' && !archived && matches(`${title} ${ticket?.number ?? ''}`, query))
    .map((conversation) => ({
      ...EMPTY,
      key: conversation.conversationId,
      conversationId: conversation.conversationId,
      title: <bdi>{conversation.title}</bdi>,
      besides: conversation.ticket?.number ?? null,
      unreadCount: conversation.unreadCount,
      avatar: <ConversationAvatar conversation={conversation} size={32} />,
    }))
  const others = people
    .filter(({ userId }) => !conversations.some(({ kind, members }) => kind === 'direct' && members.some((member) => member.userId === userId)))
    .map(({ userId, userName, userRole, status }) => ({
      ...EMPTY,
      key: userId,
      userId,
      title: <bdi>{userName}</bdi>,
      besides: ambiguous.has(userName) ? `${userId} · ${roles[userRole]}` : roles[userRole],
      avatar: <PersonAvatar userId={userId} name={userName} size={32} status={status} />,
    }))
  return [...known, ...others].slice(0, MOST)
}

interface Outside {
  query: string
  tickets: readonly TicketItem[]
  rooms: readonly Room[]
  error: unknown
}

const NOTHING: Outside = { query: '', tickets: [], rooms: [], error: null }

/** Rooms and tickets in which one is not, for staff. */
function useOutside(query: string): Outside & { retry: () => void } {
  const chat = useChat()
  const wanted = isStaff(useMe().userRole) && query.length >= SHORTEST ? query : ''
  const [found, setFound] = useState(NOTHING)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (wanted === '') return
    let current = true
    const timer = setTimeout(() => {
      const tickets = chat.rest.tickets({ queue: 'open', q: wanted.slice(0, 100) }, undefined, MOST_OUTSIDE)
      const rooms = chat.rest.rooms(undefined, { q: wanted.slice(0, 100), kind: 'team' }, MOST_OUTSIDE)
      Promise.all([tickets, rooms]).then(
        ([{ items }, { items: named }]) => current && setFound({ query: wanted, tickets: items, rooms: named, error: null }),
        (error: unknown) => current && setFound({ ...NOTHING, query: wanted, error }),
      )
    }, OUTSIDE_AFTER_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [chat, wanted, attempt])

  return { ...(found.query === wanted ? found : NOTHING), retry: () => setAttempt(attempt + 1) }
}

function useMessages(hits: readonly SearchHit[] | null): Destination[] | undefined {
  const dates = useDates()
  const now = useChat().now()
  return hits
    ?.filter(({ field }) => field !== 'title')
    .map(({ conversationId, seq, snippet, matches: marked, title, senderName, timestamp }) => ({
      ...EMPTY,
      key: `${conversationId}/${seq}`,
      conversationId,
      seq,
      title: <Marked text={snippet} matches={marked} />,
      besides: (
        <>
          <bdi>{senderName}</bdi> · <bdi>{title}</bdi> · {dates.short(new Date(timestamp), now)}
        </>
      ),
      avatar: <Sign name="send" />,
    }))
}

function ofTicket({ roomId, ticket }: TicketItem): Destination {
  return { ...EMPTY, key: roomId, conversationId: roomId, title: <bdi>{ticket.title}</bdi>, besides: ticket.number ?? null, avatar: <Sign name="ticket" /> }
}

function ofRoom({ roomId, name }: Room): Destination {
  return { ...EMPTY, key: roomId, conversationId: roomId, joins: true, title: <bdi>{name}</bdi>, avatar: <Sign name="room" /> }
}

function Sign({ name }: { name: IconName }) {
  return (
    <span className={styles.sign}>
      <Icon name={name} size={18} />
    </span>
  )
}
