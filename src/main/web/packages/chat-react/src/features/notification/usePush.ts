import { useEffect } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { serviceWorker } from './desktop.ts'
import { permission } from './permission.ts'

/** Keeps this browser's subscription to Web Push in order while somebody is logged in. */
export function usePush(): void {
  const { rest } = useChat()
  const { userId } = useMe()
  const worker = useObservable(serviceWorker)
  const allowed = useObservable(permission)
  useEffect(() => {
    if (!worker) return
    // It is tried again at the next visit; the settings say how it stands.
    void import('./push.ts').then(({ resumePush }) => resumePush(rest, userId)).catch(() => {})
  }, [rest, userId, worker, allowed])
}
