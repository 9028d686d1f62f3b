import { ChatError, type User } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState } from 'react'
import { matches } from '../../text/fold.ts'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'

const SEARCH_AFTER_MS = 200
const RANK = { online: 0, dnd: 1, away: 2, offline: 3 } as const

/** The people whose names match, those who are there first. The server searches; presence follows its events. */
export function usePeople(query: string) {
  const chat = useChat()
  const me = useMe().userId
  const all = useObservable(chat.people)
  const [found, setFound] = useState<{ query: string; userIds: readonly string[] } | null>(null)
  const [error, setError] = useState<ChatError | null>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let wanted = true
    const timer = setTimeout(
      () => {
        chat.rest.users({ query, limit: 100 }).then(
          ({ items }) => {
            if (!wanted) return
            chat.learnPeople(items)
            setFound({ query, userIds: items.map(({ userId }) => userId) })
            setError(null)
          },
          (reason: unknown) => wanted && setError(reason instanceof ChatError ? reason : new ChatError('unexpected', String(reason))),
        )
      },
      query ? SEARCH_AFTER_MS : 0,
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [chat, query, attempt])

  const people = useMemo(() => {
    const shown = (found?.userIds ?? []).flatMap((userId) => all.get(userId) ?? [])
    // Until the server has answered, whoever does not match is left out: Enter would go to them.
    const stale = found?.query !== query
    return shown
      .filter(({ userId, userName, userRole }) => userId !== me && userRole !== 'service' && (!stale || matches(userName, query)))
      .toSorted((a: User, b: User) => RANK[a.status] - RANK[b.status] || a.userName.localeCompare(b.userName))
  }, [found, all, me, query])

  return { people, loading: found === null && error === null, error: found === null ? error : null, retry: () => setAttempt(attempt + 1) }
}
