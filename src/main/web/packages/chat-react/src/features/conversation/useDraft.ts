import { useCallback, useEffect, useRef, useState } from 'react'
import { useMe } from '../session/ChatProvider.tsx'
import { followDraft, loadDraft, saveDraft } from './drafts.ts'

const SAVE_AFTER_MS = 250

/**
 * The text of a composer. It is saved a moment after each change, and at once when the page or the
 * conversation is left. A tab saves only what was changed in it, and follows the others: it would
 * bring back what was sent there, or remove what was written. `saved` is false if the browser's
 * storage does not take it.
 */
export function useDraft(conversationId: string) {
  const { userId } = useMe()
  const [text, setText] = useState(() => loadDraft(userId, conversationId))
  const [saved, setSaved] = useState(true)
  const latest = useRef(text)
  /** As it is in the storage, as far as this tab knows. */
  const stored = useRef(text)

  const save = useCallback(() => {
    if (latest.current === stored.current) return
    const done = saveDraft(userId, conversationId, latest.current)
    if (done) stored.current = latest.current
    setSaved(done)
  }, [userId, conversationId])

  useEffect(() => {
    latest.current = text
    const timer = setTimeout(save, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [save, text])

  useEffect(() => {
    const unfollow = followDraft(userId, conversationId, (theirs) => {
      const mine = latest.current !== stored.current
      stored.current = theirs
      if (!mine) setText(theirs)
    })
    addEventListener('pagehide', save)
    return () => {
      unfollow()
      removeEventListener('pagehide', save)
      save()
    }
  }, [userId, conversationId, save])

  return { text, setText, saved }
}
