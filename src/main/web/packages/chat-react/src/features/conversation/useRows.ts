import type { Conversation, TimelineState } from '@sealkloud/chat-client'
import { useMemo } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { rowsOf, type Row } from './rows.ts'
import { useInlineNotes } from './useInlineNotes.ts'

/** The lines of a conversation, made again when one of its events or own messages changes. */
export function useRows(conversation: Conversation, state: TimelineState, newAfterSeq: number | null): Row[] {
  const { conversationId } = conversation
  const { events, firstSeq, hasMoreBefore, hasMoreAfter } = state
  const notes = useInlineNotes(conversation, state)
  const chat = useChat()
  const { userId } = useMe()
  const outgoing = useObservable(chat.outgoing)

  return useMemo(() => {
    // After a jump into the past the end of the list is not the end of the conversation.
    const ours = hasMoreAfter ? [] : outgoing.filter((message) => message.conversationId === conversationId)
    return rowsOf(events, ours, { me: userId, newAfterSeq, complete: !hasMoreBefore, firstSeq, now: chat.now(), notes })
  }, [chat, conversationId, userId, events, outgoing, firstSeq, hasMoreBefore, hasMoreAfter, newAfterSeq, notes])
}
