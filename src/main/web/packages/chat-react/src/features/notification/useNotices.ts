import { notesOf, type NotificationEvent, type NotificationWithdrawnEvent, type TicketItem } from '@sealkloud/chat-client'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { attentive, subscribe } from '../../ui/attention.ts'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { closeOnDesktop, closeRead, serviceWorker, showOnDesktop } from './desktop.ts'
import { Newest } from './newest.ts'
import { permission } from './permission.ts'
import { playSound } from './sound.ts'
import { Tabs } from './tabs.ts'
import { useNotificationSettings, useQuiet } from './useNotificationSettings.ts'
import { useOffers } from './useOffers.ts'

/** What a toast says. */
export interface Notice {
  /** Another one with the same takes its place. */
  key: string
  kind: 'message' | 'note' | 'offer'
  conversationId: string
  /** The message; null for an offer. */
  seq: number | null
  title: string
  body: string
  /** Who wrote the message, or offers the ticket. */
  senderId: string
  senderName: string
}

/** No more than this are on the screen at once; older ones make room. */
const MOST = 3

/**
 * Shows what the server thinks worth telling this person, who is not looking at it: a toast while
 * the page is looked at, a notification on the desktop, one sound. The server knows who looks
 * where, what is muted and who wants no disturbance; here is decided which tab does it, and that
 * nothing is shown twice or too late. Of an offered ticket the server sends no notification: here
 * the queue of tickets tells of it, and the person's settings are asked as the server would.
 */
export function useNotices(
  openConversationId: string | undefined,
  onOpen: (conversationId: string, seq: number) => void,
  onOpenTicket: ((conversationId: string) => void) | undefined,
) {
  const chat = useChat()
  const { userId } = useMe()
  const text = useText()
  const tabs = useRef<Tabs>(null)
  const [newest] = useState(() => new Newest())
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const dismiss = useCallback((notice: Notice) => setNotices((present) => present.filter((each) => each !== notice)), [])

  useEffect(() => {
    const opened = new Tabs(userId)
    tabs.current = opened
    return () => opened.close()
  }, [userId])

  useEffect(() => {
    const show = () => tabs.current?.show(attentive())
    show()
    return subscribe(show)
  }, [userId])

  useEffect(() => {
    setNotices((present) => present.filter(({ conversationId }) => conversationId !== openConversationId))
  }, [openConversationId])

  const online = useObservable(chat.connection).status === 'online'
  const worker = useObservable(serviceWorker)
  useEffect(() => {
    if (online && worker) void closeRead(chat.conversations.value)
  }, [chat, online, worker])

  const toast = (notice: Notice) => setNotices((present) => [...present.filter(({ key }) => key !== notice.key), notice].slice(-MOST))

  const settings = useNotificationSettings()
  const isQuiet = useQuiet() !== null
  useOffers(
    ({ roomId, ticket, people }: TicketItem) => {
      if (!onOpenTicket || !settings?.desktop || isQuiet || !tabs.current?.speaks) return
      const { handoverId, fromId } = ticket.handover!
      const key = `offer-${handoverId}`
      const senderName = people.find(({ userId: id }) => id === fromId)?.userName ?? fromId
      const title = settings.previews ? ticket.title : text.ticket.queue.offered
      const body = text.ticket.offer.toMe(senderName)
      if (!attentive()) {
        const open = () => onOpenTicket(roomId)
        if (permission.value === 'granted') void showOnDesktop({ title, tag: key, seq: 0, url: `/#/c/${roomId}` }, body, open)
      } else if (openConversationId !== roomId && openConversationId !== notesOf(roomId)) {
        toast({ key, kind: 'offer', conversationId: roomId, seq: null, title, senderId: fromId, senderName, body })
      }
      if (settings.sound) playSound(settings.soundName)
    },
    (handoverId) => {
      setNotices((present) => present.filter(({ key }) => key !== `offer-${handoverId}`))
      void closeOnDesktop(`offer-${handoverId}`, 0)
    },
  )

  const notify = useEffectEvent((notification: NotificationEvent) => {
    const { conversationId, seq, title, senderId, senderName, sound } = notification
    const news = newest.isNews(notification, chat.conversation(conversationId)?.lastReadSeq ?? 0)
    if (!news || !tabs.current?.speaks) return
    const body = notification.body || text.notification.withoutPreview
    const isNote = notification.conversationKind === 'notes'
    // One of both: on a page that somebody looks at, the desktop would say the same a second time.
    if (attentive() && conversationId !== openConversationId) {
      toast({ key: conversationId, kind: isNote ? 'note' : 'message', conversationId, seq, title, senderId, senderName, body })
    } else if (permission.value === 'granted') {
      const heading = isNote ? `${text.notification.note} · ${title}` : title
      void showOnDesktop({ ...notification, title: heading }, body, () => onOpen(conversationId, seq))
    }
    if (sound) playSound(sound)
  })

  const withdraw = useEffectEvent((event: NotificationWithdrawnEvent) => {
    const { conversationId, readSeq, tag } = event
    newest.withdraw(event)
    setNotices((present) => present.filter(({ key, seq }) => key !== conversationId || seq === null || seq > readSeq))
    void closeOnDesktop(tag, readSeq)
  })

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (event.type === 'notification') notify(event)
        else if (event.type === 'notification_withdrawn') withdraw(event)
      }),
    [chat],
  )

  return { notices, dismiss }
}
