import { useEffect, useRef, useState } from 'react'
import { useMe } from '../session/ChatProvider.tsx'
import { loadDraft, saveDraft } from './drafts.ts'

const SAVE_AFTER_MS = 250

/**
 * The text of a composer. It is saved a moment after each change, and at once when the page or the
 * conversation is left. `saved` is false if the browser's storage does not take it.
 */
export function useDraft(conversationId: string) {
  const { userId } = useMe()
  const [text, setText] = useState(() => loadDraft(userId, conversationId))
  const [saved, setSaved] = useState(true)
  const latest = useRef(text)

  useEffect(() => {
    latest.current = text
    const timer = setTimeout(() => setSaved(saveDraft(userId, conversationId, text)), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [userId, conversationId, text])

  useEffect(() => {
    const save = () => void saveDraft(userId, conversationId, latest.current)
    addEventListener('pagehide', save)
    return () => {
      removeEventListener('pagehide', save)
      save()
    }
  }, [userId, conversationId])

  return { text, setText, saved }
}
