import { isMessage } from '@sealkloud/chat-client'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { attentive, subscribe } from '../conversation/attention.ts'
import { preferences } from '../preferences/preferences.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
// Built into the library, because the page around it has no such file; and no SVG, which browsers do not show there.
import icon from './icon.png'
import { noticeOf, type Notice } from './notice.ts'
import { permission } from './permission.ts'
import { playSound } from './sound.ts'
import { Tabs } from './tabs.ts'

/** No more than this are on the screen at once; older ones make room. */
const MOST = 3

/**
 * Turns new messages of others into notices: a toast while the page is looked at, a desktop notification for what is
 * not in sight, one sound. Nothing is said of the conversation that is being looked at, of muted ones, or while the
 * person does not want to be disturbed.
 */
export function useNotices(openConversationId: string | undefined, onOpen: (conversationId: string, seq: number) => void) {
  const chat = useChat()
  const { userId } = useMe()
  const text = useText()
  const tabs = useRef<Tabs>(null)
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const dismiss = useCallback((notice: Notice) => setNotices((present) => present.filter((each) => each !== notice)), [])

  useEffect(() => {
    const opened = new Tabs(userId)
    tabs.current = opened
    return () => opened.close()
  }, [userId])

  useEffect(() => {
    const show = () => tabs.current?.show({ attentive: attentive(), conversationId: openConversationId ?? null })
    show()
    setNotices((present) => present.filter(({ conversationId }) => conversationId !== openConversationId))
    return subscribe(show)
  }, [userId, openConversationId])

  const notify = useEffectEvent((notice: Notice) => {
    if (attentive()) setNotices((present) => [...present.filter(({ conversationId }) => conversationId !== notice.conversationId), notice].slice(-MOST))
    if (permission.value === 'granted') {
      showOnDesktop(notice, () => onOpen(notice.conversationId, notice.seq))
    }
    if (preferences.value.sound) playSound()
  })

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (!isMessage(event) || event.senderId === userId || (event.type === 'room_message' && event.kind === 'system')) return
        const { doNotDisturb, muted } = preferences.value
        if (doNotDisturb || muted.includes(event.conversationId)) return
        if (!tabs.current?.speaks || tabs.current.looksAt(event.conversationId)) return
        notify(noticeOf(event, chat.conversation(event.conversationId), text))
      }),
    [chat, userId, text],
  )

  return { notices, dismiss }
}

function showOnDesktop({ title, body, conversationId }: Notice, open: () => void): void {
  try {
    // One per conversation: the tag lets a newer one take the place of the older.
    const notification = new Notification(title, { body, tag: conversationId, icon, silent: true })
    notification.addEventListener('click', () => {
      window.focus()
      open()
      notification.close()
    })
  } catch {
    // Some mobile browsers have the constructor and refuse it; the toast and the title remain.
  }
}
