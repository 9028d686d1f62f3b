import { type ChatError, type Page } from '@sealkloud/chat-client'
import { asError } from '@sealkloud/chat-react/ui/useAction.ts'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** A list that grows page by page. */
export interface Pages<T> {
  /** Null until the first page is there. */
  items: readonly T[] | null
  /** Why the last page asked for could not be had. */
  error: ChatError | null
  /** An answer is awaited. */
  loading: boolean
  hasMore: boolean
  more: () => void
  /** Begins again with the first page; until it is there, what was there stays. */
  reload: () => void
}

interface Loaded<T> {
  /** What was loaded, or is being loaded. */
  key: string
  items: readonly T[] | null
  cursor: string | null
  error: ChatError | null
  loading: boolean
}

/** Typing asks once it pauses. */
const PAUSE_MS = 200

/** Loads a list, and again whenever `key` has become another. */
export function usePages<T>(load: (cursor?: string) => Promise<Page<T>>, key = ''): Pages<T> {
  const [{ key: loaded, items, cursor, error, loading: asked }, setLoaded] = useState<Loaded<T>>({ key, items: null, cursor: null, error: null, loading: true })
  const [turn, setTurn] = useState(0)
  const lastKey = useRef('')
  /** Whatever was asked for in an earlier round answers too late. */
  const round = useRef(0)
  // Nothing is known of another key, also before it is asked for.
  const loading = asked || loaded !== key

  const begin = useEffectEvent((isCurrent: () => boolean) => {
    setLoaded((before) => ({ ...before, key, error: null, loading: true }))
    load().then(
      (page) => isCurrent() && setLoaded({ key, items: page.items, cursor: page.nextCursor, error: null, loading: false }),
      (reason: unknown) => isCurrent() && setLoaded({ key, items: null, cursor: null, error: asError(reason), loading: false }),
    )
  })

  useEffect(() => {
    const mine = ++round.current
    const pause = key === lastKey.current ? 0 : PAUSE_MS
    lastKey.current = key
    const timer = setTimeout(() => begin(() => mine === round.current), pause)
    return () => clearTimeout(timer)
  }, [key, turn])

  return {
    items,
    error,
    loading,
    hasMore: cursor !== null,
    more() {
      if (cursor === null || loading) return
      const mine = round.current
      setLoaded((before) => ({ ...before, error: null, loading: true }))
      load(cursor).then(
        (page) =>
          mine === round.current &&
          setLoaded((before) => ({ ...before, items: [...(before.items ?? []), ...page.items], cursor: page.nextCursor, error: null, loading: false })),
        (reason: unknown) => mine === round.current && setLoaded((before) => ({ ...before, error: asError(reason), loading: false })),
      )
    },
    reload: () => setTurn((before) => before + 1),
  }
}
