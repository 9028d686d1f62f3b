import type { SupportState } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useChat } from '../session/ChatProvider.tsx'

const AGAIN_MS = 5 * 60_000
const SOONEST_MS = 1_000

/** Whether somebody works now, kept up to date; null while it is not known, or not `wanted`. */
export function useSupport(wanted = true): SupportState | null {
  const chat = useChat()
  const [support, setSupport] = useState<SupportState | null>(null)

  useEffect(() => {
    if (!wanted) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const load = async () => {
      const found = await chat.rest.support().catch(() => null)
      if (over) return
      if (found) setSupport(found)
      const opens = found?.opensAt === undefined ? Infinity : Date.parse(found.opensAt) - chat.now().getTime() + SOONEST_MS
      timer = setTimeout(() => void load(), Math.max(SOONEST_MS, Math.min(AGAIN_MS, opens)))
    }
    void load()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [chat, wanted])

  return wanted ? support : null
}
