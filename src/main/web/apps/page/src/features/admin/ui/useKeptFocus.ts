import { useLayoutEffect, useRef, type FocusEvent } from 'react'

/**
 * Keeps the keyboard's place when what had the focus leaves a list with its row: the focus goes to
 * the heading of the page.
 */
export function useKeptFocus(items: unknown): (event: FocusEvent) => void {
  const last = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (last.current?.isConnected !== false) return
    last.current = null
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus()
  }, [items])
  return (event) => void (last.current = event.target)
}
