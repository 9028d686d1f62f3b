import type { Conversation } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useAttentive } from '../../ui/attention.ts'

/**
 * After which `seq` the New divider stands. It is set when the conversation is opened with
 * something unread, or when something arrives while nobody looks, and then stays, so that one finds
 * the place while reading.
 */
export function useNewDivider(conversation: Conversation): { afterSeq: number | null; clear: () => void } {
  const { unreadCount, lastReadSeq } = conversation
  const attentive = useAttentive()
  const [afterSeq, setAfterSeq] = useState(unreadCount > 0 ? lastReadSeq : null)
  const [lookedAway, setLookedAway] = useState(false)
  const [read, setRead] = useState(lastReadSeq)

  if (lastReadSeq !== read) {
    setRead(lastReadSeq)
    // The person has marked something as unread.
    if (lastReadSeq < read) setAfterSeq(lastReadSeq)
  }

  useEffect(() => {
    if (!attentive) setLookedAway(true)
  }, [attentive])

  useEffect(() => {
    if (attentive || !lookedAway || unreadCount === 0) return
    setAfterSeq(lastReadSeq)
    setLookedAway(false)
  }, [attentive, lookedAway, unreadCount, lastReadSeq])

  return { afterSeq, clear: () => setAfterSeq(null) }
}
