import { isMessage, type MessageEvent, type MessageRef } from '@sealkloud/chat-client'
import { useEffect } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'

/**
 * A message as it is now, wherever in its conversation it is; null until it is known, and if it is
 * not ours to see.
 */
export function useMessage({ conversationId, seq }: MessageRef): MessageEvent | null {
  const timeline = useChat().timeline(conversationId)
  const { events, others } = useObservable(timeline.state)
  const message = events.find((event): event is MessageEvent => event.seq === seq && isMessage(event)) ?? others.get(seq) ?? null
  const missing = message === null

  useEffect(() => {
    if (missing) void timeline.look(seq)
  }, [timeline, seq, missing])

  return message
}
