import { useEffect } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'

/**
 * Lets the connection know what the browser knows earlier: that the network went or came, that the
 * machine woke up.
 */
export function useNetwork(): void {
  const chat = useChat()
  useEffect(() => {
    const gone = () => chat.networkChanged()
    const back = () => chat.reconnect()
    const seen = () => document.visibilityState === 'visible' && chat.reconnect()
    addEventListener('offline', gone)
    addEventListener('online', back)
    document.addEventListener('visibilitychange', seen)
    return () => {
      removeEventListener('offline', gone)
      removeEventListener('online', back)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [chat])
}
