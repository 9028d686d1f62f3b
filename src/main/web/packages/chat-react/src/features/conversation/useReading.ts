import type { Conversation } from '@sealkloud/chat-client'
import { useEffect } from 'react'
import { useAttentive } from '../../ui/attention.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { seqAt, type Row } from './rows.ts'

/**
 * Says that everything down to the last line in sight has been read, while somebody can be looking.
 */
export function useReading({ conversationId, lastSeq }: Conversation, rows: Row[], lastVisible: number, settled: boolean): void {
  const chat = useChat()
  const attentive = useAttentive()
  const seq = lastVisible === rows.length - 1 ? lastSeq : seqAt(rows, lastVisible)

  useEffect(() => {
    if (attentive && settled && seq > 0) chat.markRead(conversationId, seq)
  }, [chat, conversationId, attentive, settled, seq])
}

/**
 * Says the same of the notes between the messages, each of which belongs to the log of the notes.
 */
export function useReadingNotes(rows: Row[], lastVisible: number, settled: boolean): void {
  const chat = useChat()
  const attentive = useAttentive()
  const last = rows.findLast((row, index) => row.kind === 'note' && index <= lastVisible)
  const note = last?.kind === 'note' ? last.event : undefined
  const notesId = note?.conversationId
  const seq = note?.seq ?? 0

  useEffect(() => {
    if (attentive && settled && notesId !== undefined) chat.markRead(notesId, seq)
  }, [chat, notesId, attentive, settled, seq])
}
