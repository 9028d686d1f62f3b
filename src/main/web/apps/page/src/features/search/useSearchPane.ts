import type { Conversation } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLayer } from '@sealkloud/chat-react/ui/layers.ts'
import type { SearchStart } from './SearchPane.tsx'

/**
 * Whether the search is open beside the conversation. Where there is no room for both, a result
 * takes its place, and leads back to it.
 */
export function useSearchPane(roomy: boolean) {
  const [start, setStart] = useState<(SearchStart & { key: number }) | null>(null)
  const [away, setAway] = useState(false)
  const shown = start !== null && (roomy || !away)

  function begin(next: SearchStart) {
    setStart({ ...next, key: (start?.key ?? 0) + 1 })
    setAway(false)
  }

  function beginIn({ conversationId, title }: Conversation) {
    begin({ text: '', within: { conversationId, title } })
  }

  function close() {
    setStart(null)
  }

  useLayer(shown && !roomy, close)

  return {
    start,
    shown,
    begin,
    beginIn,
    /** False if one searches there already: then the browser's own search is wanted. */
    find(conversation: Conversation): boolean {
      if (shown && start.within?.conversationId === conversation.conversationId) return false
      beginIn(conversation)
      return true
    },
    jumped: () => setAway(true),
    returned: () => setAway(false),
    close,
  }
}
