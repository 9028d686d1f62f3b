import icon from '@sealkloud/chat-react/features/notification/icon.png'
import { preferredLanguage } from '@sealkloud/chat-react/i18n/languages.ts'
import { asksForPage, navigate } from './navigation.ts'
import { readPush, type PushMessage } from './pushMessage.ts'
import { WORDS } from './words.ts'

/**
 * The service worker: shows what comes by Web Push while no page is open, takes it back when it has
 * been read elsewhere, and leads a click to the message. It shows a page of ours when the page is
 * opened while the server is away. It stores nothing, and stands between the page and no other
 * request.
 */

declare const self: ServiceWorkerGlobalScope

// Nothing is kept from one version to the next, so a new one need not wait until the last page is
// closed.
self.addEventListener('install', () => void self.skipWaiting())

self.addEventListener('fetch', (event) => {
  if (asksForPage(event.request)) event.respondWith(navigate(event.request))
})

self.addEventListener('push', (event) => event.waitUntil(take(event.data)))

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = (event.notification.data ?? {}) as { url?: string }
  event.waitUntil(show(url ?? '/'))
})

async function take(data: PushMessageData | null): Promise<void> {
  const {
    messages,
    notification,
    message: { deleted },
  } = WORDS[preferredLanguage()]
  const message = readPush(data?.text(), { title: messages, body: notification.withoutPreview, note: notification.note, deleted }, self.location.origin)
  const standing = await standingAt(message)
  if (message.type === 'withdraw') {
    for (const each of standing) if (seqOf(each) <= message.readSeq) each.close()
    return
  }
  const { title, body, tag, url, seq, silent, replaces } = message.notification
  // A push service may deliver an older message after a newer one.
  if (seq > 0 && standing.some((each) => (replaces ? seqOf(each) > seq : seqOf(each) >= seq))) return
  // `renotify` makes a desktop say so again when a newer message takes the place of the older; the
  // types do not know it.
  const options: NotificationOptions & { renotify: boolean } = { body, tag, icon, silent, renotify: !replaces, data: { url, seq } }
  await self.registration.showNotification(title, options)
}

function standingAt(message: PushMessage): Promise<Notification[]> {
  return self.registration.getNotifications({ tag: message.type === 'show' ? message.notification.tag : message.tag })
}

function seqOf({ data }: Notification): number {
  return (data as { seq?: number } | null)?.seq ?? 0
}

async function show(url: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = windows.find(({ focused }) => focused) ?? windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0]
  if (!page) {
    await self.clients.openWindow(url)
    return
  }
  // It goes there by itself: another address would load it again, and with it what was being typed.
  // a Client is no Window and takes none
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  page.postMessage({ open: url })
  await page.focus()
}
