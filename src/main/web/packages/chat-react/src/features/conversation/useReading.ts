import type { Conversation, MessageEvent, TimelineState } from '@sealkloud/chat-client'
import { useEffect } from 'react'
import { useAttentive } from '../../ui/attention.ts'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { seqAt, type Row } from './rows.ts'

/** How far a conversation can be read: the list may know of what the timeline has not got yet. */
export function readableTo({ lastSeq }: Conversation, { showsTo }: TimelineState): number {
  return Math.min(lastSeq, showsTo)
}

/**
 * Says that everything down to the last line in sight has been read, while somebody can be looking.
 */
export function useReading(conversation: Conversation, timeline: TimelineState, rows: Row[], lastVisible: number, settled: boolean): void {
  const { conversationId } = conversation
  const chat = useChat()
  const attentive = useAttentive()
  const seq = lastVisible === rows.length - 1 ? readableTo(conversation, timeline) : seqAt(rows, lastVisible)

  useEffect(() => {
    if (attentive && settled && seq > 0) chat.markRead(conversationId, seq)
  }, [chat, conversationId, attentive, settled, seq])
}

/**
 * Says the same of the notes between the messages, each of which belongs to the log of the notes.
 * Behind the last note is what became of notes, such as an edit that mentions somebody.
 */
export function useReadingNotes({ conversationId }: Conversation, rows: Row[], lastVisible: number, settled: boolean, atEnd: boolean): void {
  const chat = useChat()
  const attentive = useAttentive()
  const seen = noteOf(rows.findLast((row, index) => row.kind === 'note' && index <= lastVisible))
  const newest = noteOf(rows.findLast(({ kind }) => kind === 'note'))
  const notesId = seen?.conversationId
  const notes = useObservable(chat.conversations).find((each) => each.conversationId === notesId)
  const timeline = useObservable(chat.timeline(notesId ?? conversationId).state)
  const seq = Math.max(seen?.seq ?? 0, atEnd && seen === newest && notes ? readableTo(notes, timeline) : 0)

  useEffect(() => {
    if (attentive && settled && notesId !== undefined) chat.markRead(notesId, seq)
  }, [chat, notesId, attentive, settled, seq])
}

function noteOf(row: Row | undefined): MessageEvent | undefined {
  return row?.kind === 'note' ? row.event : undefined
}
