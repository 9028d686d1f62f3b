import { isChange, type MessageEvent } from '@sealkloud/chat-client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

interface Pins {
  /** The most recently pinned first; null until they are known. */
  pins: readonly MessageEvent[] | null
  failed: boolean
  retry: () => void
}

/** The pinned messages of a conversation as they are now. */
export function usePins(conversationId: string): Pins {
  const chat = useChat()
  const { status } = useObservable(chat.connection)
  const [pins, setPins] = useState<readonly MessageEvent[] | null>(null)
  const [failed, setFailed] = useState(false)
  const asked = useRef(0)

  const load = useCallback(async () => {
    const question = ++asked.current
    try {
      const all: MessageEvent[] = []
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: { items: MessageEvent[]; nextCursor: string | null } = await chat.rest.pins(conversationId, cursor)
        all.push(...page.items.filter(({ deleted }) => !deleted))
        cursor = page.nextCursor
      }
      // A later answer tells of more.
      if (question !== asked.current) return
      setPins(all)
      setFailed(false)
    } catch {
      if (question === asked.current) setFailed(true)
    }
  }, [chat, conversationId])

  // What has happened while there was no connection, no event tells.
  useEffect(() => {
    if (status === 'online') void load()
  }, [status, load])

  const known = useRef<ReadonlySet<number>>(new Set())
  useEffect(() => {
    known.current = new Set(pins?.map(({ seq }) => seq))
  }, [pins])
  useEffect(
    () =>
      chat.onEvent((event) => {
        if (!isChange(event) || event.conversationId !== conversationId || event.type === 'reaction') return
        if (event.type === 'message_pinned' || known.current.has(event.targetSeq)) void load()
      }),
    [chat, conversationId, load],
  )

  return { pins, failed, retry: () => void load() }
}
