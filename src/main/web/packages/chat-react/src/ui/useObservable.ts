import type { Observable } from '@sealkloud/chat-client'
import { useSyncExternalStore } from 'react'

/** The value of an observable, kept up to date. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, () => observable.value)
}
