import { Observable, type Conversation, type NotificationEvent } from '@sealkloud/chat-client'
// Built into the library, because the page around it has no such file; and no SVG, which browsers
// do not show there.
import icon from './icon.png'

/** The service worker, which shows notifications also for this page; null without one. */
export const serviceWorker = new Observable<ServiceWorkerRegistration | null>(null)

/** What stands on the desktop, if this page put it there itself. */
const mine = new Map<string, { notification: Notification; seq: number }>()

/**
 * One per conversation, and per offer of a ticket: a newer one takes the place of the older. It
 * makes no sound, as the page has its own.
 */
export async function showOnDesktop(
  { title, tag, seq, url }: Pick<NotificationEvent, 'title' | 'tag' | 'seq' | 'url'>,
  body: string,
  open: () => void,
): Promise<void> {
  // `renotify` makes a desktop say so again when a newer message takes the place of the older; the
  // types do not know it.
  const options: NotificationOptions & { renotify: boolean } = { body, tag, icon, silent: true, renotify: true, data: { url, seq } }
  try {
    if (serviceWorker.value) {
      await serviceWorker.value.showNotification(title, options)
      return
    }
    const notification = new Notification(title, options)
    mine.set(tag, { notification, seq })
    notification.addEventListener('click', () => {
      window.focus()
      open()
      notification.close()
    })
  } catch {
    // Some mobile browsers have the constructor and refuse it; the toast and the title remain.
  }
}

/** Takes back what stands under a tag up to a `seq`, whichever tab or push it came from. */
export async function closeOnDesktop(tag: string, readSeq: number): Promise<void> {
  const own = mine.get(tag)
  if (own && own.seq <= readSeq) {
    own.notification.close()
    mine.delete(tag)
  }
  for (const notification of (await serviceWorker.value?.getNotifications({ tag })) ?? []) {
    if ((notification.data as { seq: number }).seq <= readSeq) notification.close()
  }
}

/**
 * Takes back what was read elsewhere while no page was open: not every push service takes a push
 * that only does that.
 */
export async function closeRead(conversations: readonly Conversation[]): Promise<void> {
  const readSeqs = new Map(conversations.map(({ conversationId, lastReadSeq }) => [`chat-${conversationId}`, lastReadSeq]))
  for (const notification of (await serviceWorker.value?.getNotifications()) ?? []) {
    const seq = (notification.data as { seq?: number } | null)?.seq ?? 0
    if (seq > 0 && seq <= (readSeqs.get(notification.tag) ?? 0)) notification.close()
  }
}

/** Leaves nothing on the desktop: whoever comes after the person who logs out is not to read it. */
export async function clearDesktop(): Promise<void> {
  for (const { notification } of mine.values()) notification.close()
  mine.clear()
  for (const notification of (await serviceWorker.value?.getNotifications()) ?? []) notification.close()
}
