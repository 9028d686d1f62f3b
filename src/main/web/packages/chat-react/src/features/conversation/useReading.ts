import type { Conversation } from '@sealkloud/chat-client'
import { useEffect } from 'react'
import { useAttentive } from '../../ui/attention.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { seqAt, type Row } from './rows.ts'

/** Says that everything down to the last line in sight has been read, while somebody can be looking. */
export function useReading({ conversationId, lastSeq }: Conversation, rows: Row[], lastVisible: number, settled: boolean): void {
  const chat = useChat()
  const attentive = useAttentive()
  const seq = lastVisible === rows.length - 1 ? lastSeq : seqAt(rows, lastVisible)

  useEffect(() => {
    if (attentive && settled && seq > 0) chat.markRead(conversationId, seq)
  }, [chat, conversationId, attentive, settled, seq])
}
