import { useEffect } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { preferences } from '../preferences/preferences.ts'
import { useChat } from '../session/ChatProvider.tsx'

/** Puts the number of unread messages before the page's title; muted conversations do not count. */
export function useTitleBadge(title: string | undefined): void {
  const conversations = useObservable(useChat().conversations)
  const { muted } = useObservable(preferences)
  const unread = conversations.reduce((sum, { conversationId, unreadCount }) => (muted.includes(conversationId) ? sum : sum + unreadCount), 0)

  useEffect(() => {
    if (title !== undefined) document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${title}` : title
  }, [title, unread])
}
