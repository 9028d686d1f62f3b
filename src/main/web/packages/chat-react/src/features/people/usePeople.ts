import { ChatError, matches, type User } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { namesakes, ranked } from './ranking.ts'

const SEARCH_AFTER_MS = 200
const PAGE = 100

interface Found {
  query: string
  askedAt: Date
  userIds: readonly string[]
  nextCursor: string | null
}

/**
 * The people whose names match, those who are there first, page by page. The server searches;
 * presence follows its events.
 */
export function usePeople(query: string) {
  const chat = useChat()
  const me = useMe().userId
  const all = useObservable(chat.people)
  const [found, setFound] = useState<Found | null>(null)
  const [failed, setFailed] = useState<{ query: string; error: ChatError } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [wanted, setWanted] = useState<string | null>(null)

  useEffect(() => {
    let current = true
    const timer = setTimeout(
      () => {
        const askedAt = chat.now()
        chat.rest.users({ query, sort: 'presence', limit: PAGE }).then(
          ({ items, nextCursor }) => {
            if (!current) return
            chat.learnPeople(items)
            setFound({ query, askedAt, userIds: items.map(({ userId }) => userId), nextCursor })
            setFailed(null)
          },
          (reason: unknown) => current && setFailed({ query, error: asChatError(reason) }),
        )
      },
      query ? SEARCH_AFTER_MS : 0,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [chat, query, attempt])

  useEffect(() => {
    if (wanted === null || wanted !== found?.nextCursor || found.query !== query) return
    let current = true
    chat.rest.users({ query, sort: 'presence', limit: PAGE, cursor: wanted }).then(
      ({ items, nextCursor }) => {
        if (!current) return
        chat.learnPeople(items)
        // Somebody who has gone meanwhile comes once more.
        setFound({ ...found, userIds: [...new Set([...found.userIds, ...items.map(({ userId }) => userId)])], nextCursor })
        setFailed(null)
      },
      (reason: unknown) => {
        if (!current) return
        setWanted(null)
        setFailed({ query, error: asChatError(reason) })
      },
    )
    return () => {
      current = false
    }
  }, [chat, query, wanted, found])

  const people = useMemo(() => {
    const isShown = ({ userId, userRole }: User) => userId !== me && userRole !== 'service'
    if (!found) return []
    const ids = new Set(found.userIds)
    const listed = [...ids].flatMap((userId) => all.get(userId) ?? [])
    const besides = [...all.values()].filter(({ userId, userName }) => !ids.has(userId) && matches(userName, query))
    // Until the server has answered, whoever does not match is left out: Enter would go to them.
    const stale = found.query !== query
    return ranked(listed, besides, found.nextCursor === null, found.askedAt).filter((person) => isShown(person) && (!stale || matches(person.userName, query)))
  }, [found, all, me, query])
  const ambiguous = useMemo(() => namesakes(all.values()), [all])

  const error = failed?.query === query ? failed.error : null
  const nextCursor = found?.query === query ? found.nextCursor : null
  return {
    people,
    /** Names that say too little. */
    ambiguous,
    hasMore: nextCursor !== null,
    more: () => setWanted(nextCursor),
    loading: found === null && error === null,
    /** Why it is not known who else matches. */
    error,
    retry: () => {
      if (nextCursor === null) setAttempt(attempt + 1)
      else setWanted(nextCursor)
    },
  }
}

function asChatError(reason: unknown): ChatError {
  return reason instanceof ChatError ? reason : new ChatError('unexpected', String(reason))
}
