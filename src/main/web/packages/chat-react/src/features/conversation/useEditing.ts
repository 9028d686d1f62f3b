import type { DurableEvent, MessageEvent } from '@sealkloud/chat-client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useMe } from '../session/ChatProvider.tsx'
import { loadEdit, saveEdit, type EditDraft } from './edits.ts'

/**
 * The message that is being edited, and what has been typed: it outlives the line, which goes as
 * one scrolls, and the page.
 */
export interface Editing {
  /** The `seq` of the message. */
  seq: number | null
  start: (message: MessageEvent, text?: string) => void
  /** What has been typed so far; null if that message is not being edited. */
  draft: () => EditDraft | null
  type: (text: string) => void
  /** Whether it has been started just now; says so once. */
  isNew: () => boolean
  end: () => void
}

/**
 * If the message is deleted meanwhile, or another one is edited instead, `onLost` gets what was
 * typed.
 */
export function useEditing(conversationId: string, events: readonly DurableEvent[], onLost: (text: string) => void): Editing {
  const me = useMe().userId
  const [seq, setSeq] = useState(() => loadEdit(me, conversationId)?.seq ?? null)

  const fresh = useRef(false)

  const draft = useCallback(() => loadEdit(me, conversationId), [me, conversationId])
  const end = useCallback(() => {
    saveEdit(me, conversationId, null)
    setSeq(null)
  }, [me, conversationId])

  const deleted = seq !== null && events.some((event) => event.seq === seq && 'deleted' in event && event.deleted === true)
  useEffect(() => {
    if (!deleted) return
    const lost = typedIn(draft())
    end()
    if (lost !== null) onLost(lost)
  }, [deleted, draft, end, onLost])

  return useMemo(
    () => ({
      seq,
      draft,
      end,
      start: ({ seq: started, revision = 0, content }, text = content) => {
        const before = draft()
        const lost = before?.seq === started ? null : typedIn(before)
        if (lost !== null) onLost(lost)
        fresh.current = true
        saveEdit(me, conversationId, { seq: started, revision, content, text })
        setSeq(started)
      },
      type: (text) => {
        const present = draft()
        if (present) saveEdit(me, conversationId, { ...present, text })
      },
      isNew: () => {
        const was = fresh.current
        fresh.current = false
        return was
      },
    }),
    [seq, draft, end, onLost, me, conversationId],
  )
}

function typedIn(draft: EditDraft | null): string | null {
  return draft && draft.text !== draft.content ? draft.text : null
}
