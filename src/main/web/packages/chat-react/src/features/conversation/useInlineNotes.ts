import { ChatError, isMessage, isStaff, notesOf, type Conversation, type MessageEvent, type TimelineState } from '@sealkloud/chat-client'
import { useEffect, useMemo } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'

const RETRY_MS = 10_000
const NONE: readonly MessageEvent[] = []

/**
 * The notes of a ticket that were written while what is loaded of its room was said; none for
 * whoever is not in them.
 */
export function useInlineNotes({ conversationId, kind }: Conversation, { events, hasMoreBefore, hasMoreAfter }: TimelineState): readonly MessageEvent[] {
  const chat = useChat()
  const notesId = notesOf(conversationId)
  const { userRole } = useMe()
  const wanted = kind === 'ticket' && isStaff(userRole)
  const has = useObservable(chat.conversations).some((each) => each.conversationId === notesId) && wanted
  const timeline = chat.timeline(has ? notesId : conversationId)
  const notes = useObservable(timeline.state)
  const from = hasMoreBefore ? (events[0]?.timestamp ?? '') : ''
  const to = hasMoreAfter ? (events.at(-1)?.timestamp ?? '') : null

  // Whoever has just come into the room is in the notes, too, but has not heard of them.
  useEffect(() => {
    if (!wanted || has) return
    chat.fetchConversation(notesId).catch((error: unknown) => {
      if (!(error instanceof ChatError)) throw error
    })
  }, [chat, wanted, has, notesId])
  useEffect(() => {
    if (has && !timeline.loaded) void timeline.open()
  }, [has, timeline])
  const reaches = !notes.hasMoreBefore || (notes.events[0]?.timestamp ?? '') < from
  useEffect(() => {
    if (has && !reaches && notes.loading === 'no' && !notes.error) void timeline.loadBefore()
  }, [has, reaches, notes, timeline])

  useEffect(() => {
    // Nothing here says that notes are missing.
    if (!has || !notes.error?.temporary) return
    const timer = setTimeout(() => void timeline.retry(), RETRY_MS)
    return () => clearTimeout(timer)
  }, [has, notes.error, timeline])

  return useMemo(
    () =>
      has ? notes.events.filter((event): event is MessageEvent => isMessage(event) && event.timestamp >= from && (to === null || event.timestamp <= to)) : NONE,
    [has, notes.events, from, to],
  )
}
