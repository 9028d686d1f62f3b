import { serviceWorker } from '@sealkloud/chat-react/features/notification/desktop.ts'

/**
 * Starts the service worker and follows where it leads. The page is complete without it, as in a
 * browser that has none, on an address without HTTPS, and in development.
 */
export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ open?: string }>) => {
    if (data.open !== undefined) location.hash = new URL(data.open, location.origin).hash
  })
  navigator.serviceWorker.startMessages()
  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    serviceWorker.set(await navigator.serviceWorker.ready)
  } catch {
    // A browser may refuse it, for instance where no site may keep data.
  }
}
