import { useSyncExternalStore } from 'react'

const EVERY_MS = 20_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let ticks = 0

/** Draws whoever uses it again as time goes by; one timer for all of them. */
export function useMinutes(): void {
  useSyncExternalStore(subscribe, () => ticks)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    ticks++
    for (const each of listeners) each()
  }, EVERY_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
