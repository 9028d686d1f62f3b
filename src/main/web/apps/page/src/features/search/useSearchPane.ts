import type { Conversation } from '@sealkloud/chat-client'
import { useEffect, useRef, useState } from 'react'
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
  const opener = useRef<Element | null>(null)
  const open = start !== null

  // What had the focus is gone with the pane, unless something else has taken it.
  useEffect(() => {
    if (!open && opener.current && document.activeElement === document.body) focusAgain(opener.current)
  }, [open])

  function begin(next: SearchStart) {
    if (!open) opener.current = document.activeElement
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

/** Where the search was opened from, or, if that is gone too, where one writes. */
function focusAgain(opener: Element): void {
  const wanted = opener.isConnected && opener !== document.body ? opener : document.querySelector('[data-composer]')
  if (wanted instanceof HTMLElement) wanted.focus({ preventScroll: true })
}
