import type { NotificationSettingsView } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { quietNow, type Quiet } from './quiet.ts'

/** Given to what changes something: says in the dialog that it came to nothing. */
export type Save = (change: Promise<void>) => void

/** How often it is looked whether quiet hours have begun or ended. */
const LOOK_EVERY_MS = 15_000

/** How the person wants to be notified; null until the server has said it. */
export function useNotificationSettings(): NotificationSettingsView | null {
  return useObservable(useChat().notificationPreferences.settings)
}

/** What of a conversation is muted, or null. */
export function useMute(conversationId: string) {
  return useNotificationSettings()?.muted.find((mute) => mute.conversationId === conversationId) ?? null
}

/** Whether the person wants no disturbance now, and why. */
export function useQuiet(): Quiet {
  const chat = useChat()
  const doNotDisturb = useNotificationSettings()?.doNotDisturb
  const [, look] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => look((times) => times + 1), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return doNotDisturb ? quietNow(doNotDisturb, chat.now()) : null
}
