import { useLayoutEffect, useRef } from 'react'

/**
 * Keeps the keyboard's place among rows that a person adds and removes: a new row gets the focus,
 * and the button below them once the row that had it is gone. Nobody else changes their number.
 */
export function useRowFocus(count: number) {
  const list = useRef<HTMLUListElement>(null)
  const adder = useRef<HTMLButtonElement>(null)
  const before = useRef(count)
  useLayoutEffect(() => {
    if (count > before.current) list.current?.lastElementChild?.querySelector('input')?.focus()
    if (count < before.current && document.activeElement === document.body) adder.current?.focus()
    before.current = count
  }, [count])
  return { list, adder }
}
