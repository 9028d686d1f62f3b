import { useEffect, useRef, useState } from 'react'
import { subscribe } from '../../ui/attention.ts'
import { useQuiet } from '../notification/useNotificationSettings.ts'
import { useChat } from '../session/ChatProvider.tsx'

const AWAY_AFTER_MS = 5 * 60_000
/** The server takes a person for idle who has said nothing of themselves for two of these. */
const STILL_ACTIVE_MS = 60_000
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/**
 * Tells the server what this window is doing: who looks at which conversation and does something,
 * who is away, who wants no disturbance. It decides by it whom to notify.
 */
export function useWindowPresence(conversationId: string | undefined): void {
  const chat = useChat()
  const quiet = useQuiet() !== null
  const tell = useRef(() => {})
  const idle = useIdle(tell)

  useEffect(() => {
    tell.current = () =>
      chat.setWindow({
        status: quiet ? 'dnd' : idle ? 'away' : 'active',
        visible: document.visibilityState === 'visible' && document.hasFocus(),
        ...(conversationId && { conversationId }),
      })
    tell.current()
    return subscribe(tell.current)
  }, [chat, conversationId, quiet, idle])
}

/**
 * Whether the person has done nothing for long; while they do something, `stillActive` is called
 * once a minute.
 */
function useIdle(stillActive: { readonly current: () => void }): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let toldAt = performance.now()
    const active = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), AWAY_AFTER_MS)
      setIdle(false)
      if (performance.now() - toldAt < STILL_ACTIVE_MS) return
      toldAt = performance.now()
      stillActive.current()
    }
    active()
    for (const name of ACTIVITY) addEventListener(name, active, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const name of ACTIVITY) removeEventListener(name, active)
    }
  }, [stillActive])
  return idle
}
