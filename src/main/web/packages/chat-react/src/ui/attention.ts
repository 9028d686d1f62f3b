import { useSyncExternalStore } from 'react'

/** Whether the person can be looking at this page: it is visible, and the window has the focus. */
export function attentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

export function useAttentive(): boolean {
  return useSyncExternalStore(subscribe, attentive)
}

export function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  addEventListener('focus', listener)
  addEventListener('blur', listener)
  return () => {
    document.removeEventListener('visibilitychange', listener)
    removeEventListener('focus', listener)
    removeEventListener('blur', listener)
  }
}
