import { ChatError, type SearchHit } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { isEmpty, toSearch, type Filter } from './filters.ts'

const SEARCH_AFTER_MS = 250

interface Found {
  key: string
  items: readonly SearchHit[]
  nextCursor: string | null
  pages: number
}

/** Searches once somebody stops to type, page by page. The former results stay until then. */
export function useSearch(text: string, filters: readonly Filter[], limit = 20) {
  const chat = useChat()
  const search = useMemo(() => (isEmpty(text, filters) ? null : toSearch(text, filters)), [text, filters])
  const key = search === null ? '' : JSON.stringify(search)
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<{ key: string; error: ChatError } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [wanted, setWanted] = useState<string | null>(null)

  useEffect(() => {
    if (search === null) return
    let current = true
    const timer = setTimeout(() => {
      chat.rest.searchMessages({ ...search, limit }).then(
        ({ items, nextCursor }) => {
          if (!current) return
          setFound({ key, items, nextCursor, pages: 1 })
          setFailure(null)
        },
        (reason: unknown) => current && setFailure({ key, error: asChatError(reason) }),
      )
    }, SEARCH_AFTER_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [chat, search, key, limit, attempt])

  useEffect(() => {
    if (wanted === null || search === null || found?.key !== key || wanted !== found.nextCursor) return
    let current = true
    chat.rest.searchMessages({ ...search, limit, cursor: wanted }).then(
      ({ items, nextCursor }) => {
        if (current) setFound({ key, items: [...found.items, ...items], nextCursor, pages: found.pages + 1 })
      },
      (reason: unknown) => {
        if (!current) return
        setWanted(null)
        setFailure({ key, error: asChatError(reason) })
      },
    )
    return () => {
      current = false
    }
  }, [chat, search, key, limit, wanted, found])

  const shown = key === '' ? null : found
  const error = failure?.key === key ? failure.error : null
  const nextCursor = shown?.key === key ? shown.nextCursor : null
  return {
    /** Null before the first search. */
    items: shown?.items ?? null,
    pages: shown?.pages ?? 0,
    hasMore: nextCursor !== null,
    more: () => setWanted(nextCursor),
    searching: key !== '' && found?.key !== key && error === null,
    /** Why there are no results, or no more of them. */
    error,
    retry: () => {
      setFailure(null)
      if (nextCursor === null) setAttempt(attempt + 1)
      else setWanted(nextCursor)
    },
  }
}

function asChatError(reason: unknown): ChatError {
  return reason instanceof ChatError ? reason : new ChatError('unexpected', String(reason))
}
