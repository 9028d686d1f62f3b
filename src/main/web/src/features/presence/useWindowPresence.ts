import { useEffect, useState } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { subscribe } from '../conversation/attention.ts'
import { preferences } from '../preferences/preferences.ts'
import { useChat } from '../session/ChatProvider.tsx'

const AWAY_AFTER_MS = 5 * 60_000
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/** Tells the server what this window is doing: who looks at which conversation, who is away, who wants no disturbance. */
export function useWindowPresence(conversationId: string | undefined): void {
  const chat = useChat()
  const { doNotDisturb } = useObservable(preferences)
  const idle = useIdle()

  useEffect(() => {
    const tell = () =>
      chat.setWindow({
        status: doNotDisturb ? 'dnd' : idle ? 'away' : 'active',
        visible: document.visibilityState === 'visible' && document.hasFocus(),
        ...(conversationId && { conversationId }),
      })
    tell()
    return subscribe(tell)
  }, [chat, conversationId, doNotDisturb, idle])
}

function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const active = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), AWAY_AFTER_MS)
      setIdle(false)
    }
    active()
    for (const name of ACTIVITY) addEventListener(name, active, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const name of ACTIVITY) removeEventListener(name, active)
    }
  }, [])
  return idle
}
