import { useEffect } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { useNotificationSettings } from './useNotificationSettings.ts'

/** Puts the number of unread messages before the page's title; muted conversations do not count. */
export function useTitleBadge(title: string | undefined): void {
  const conversations = useObservable(useChat().conversations)
  const muted = useNotificationSettings()?.muted ?? []
  const isMuted = (id: string) => muted.some(({ conversationId }) => conversationId === id)
  const unread = conversations.reduce((sum, { conversationId, unreadCount }) => (isMuted(conversationId) ? sum : sum + unreadCount), 0)

  useEffect(() => {
    if (title !== undefined) document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${title}` : title
  }, [title, unread])
}
