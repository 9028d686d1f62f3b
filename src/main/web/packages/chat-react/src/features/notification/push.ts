import { Observable, type RestApi } from '@sealkloud/chat-client'
import { serviceWorker } from './desktop.ts'

/** Whether this browser is told of messages while no page is open. */
export type PushState = 'unsupported' | 'off' | 'on'

/**
 * Whose device this is. What another person of this browser has left behind must not show them this
 * one's messages, nor the other way round.
 */
const OWNER = 'chat.push'

const ANSWER_TIMEOUT_MS = 20_000

export const pushState = new Observable<PushState>('unsupported')

/**
 * Finds out how it stands when somebody has logged in, and puts right what has changed since the
 * last time.
 */
export async function resumePush(rest: RestApi, userId: string): Promise<void> {
  const manager = serviceWorker.value?.pushManager
  if (!manager) return
  const wanted = readOwner() === userId
  if (wanted && Notification.permission === 'granted') {
    await subscribeToPush(rest, userId)
  } else {
    await (await manager.getSubscription())?.unsubscribe()
    pushState.set('off')
  }
}

/**
 * Subscribes this browser. Rejects if its push service, or the server, cannot be reached or
 * refuses.
 */
export async function subscribeToPush(rest: RestApi, userId: string): Promise<void> {
  const manager = serviceWorker.value!.pushManager
  pushState.set('off')
  const key = bytesOf(await rest.pushKey())
  let subscription = await manager.getSubscription()
  if (subscription && !isFor(subscription, key)) {
    await subscription.unsubscribe()
    subscription = null
  }
  subscription ??= await inTime(manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  await rest.subscribeToPush(subscription.toJSON())
  keepOwner(userId)
  pushState.set('on')
}

/**
 * Ends it for this browser. To be called before logging out, which would leave a device that goes
 * on being told.
 */
export async function unsubscribeFromPush(rest: RestApi): Promise<void> {
  const subscription = await serviceWorker.value?.pushManager?.getSubscription()
  keepOwner(null)
  if (subscription) {
    // Asking again is how its id is learnt. Should the server be away, it learns from the push
    // service that the device is gone.
    const known = await rest.subscribeToPush(subscription.toJSON()).catch(() => null)
    if (known) await rest.unsubscribeFromPush(known.subscriptionId).catch(() => {})
    await subscription.unsubscribe()
  }
  if (serviceWorker.value?.pushManager) pushState.set('off')
}

/** Chromium goes on trying for as long as its push service does not answer. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  return Promise.race([answer, late])
}

function isFor({ options }: PushSubscription, key: Uint8Array): boolean {
  const theirs = options.applicationServerKey && new Uint8Array(options.applicationServerKey)
  return theirs?.length === key.length && theirs.every((byte, index) => byte === key[index])
}

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}

function readOwner(): string | null {
  try {
    return localStorage.getItem(OWNER)
  } catch {
    return null
  }
}

function keepOwner(userId: string | null): void {
  try {
    if (userId) localStorage.setItem(OWNER, userId)
    else localStorage.removeItem(OWNER)
  } catch {
    // Without storage it is asked for again after the next reload.
  }
}
