import type { Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import type { Row } from './rows.ts'

/** Where a row of the list has to stand. */
export interface Aim {
  key: string
  /** How far it is scrolled out above, in pixels; negative below the top. */
  hidden: number | 'center'
}

const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const
/** Assistive technology scrolls without any of these events. */
const HELD_MS = 5_000

/**
 * Scrolls to a row and holds it there until the person moves, while rows around it are put in,
 * drawn and measured. The virtualizer aims at an index, which is another row's once older ones come
 * in.
 */
export function useHold(virtualizer: Virtualizer<HTMLDivElement, Element>, rows: readonly Row[], aim: Aim | null): void {
  const held = useRef<Aim | null>(null)

  useLayoutEffect(() => {
    held.current = aim
    if (!aim) return
    const release = () => {
      held.current = null
    }
    const timer = setTimeout(release, HELD_MS)
    for (const move of MOVES) addEventListener(move, release, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const move of MOVES) removeEventListener(move, release, { capture: true })
    }
  }, [aim])

  // After every layout of the list, before it is painted.
  useLayoutEffect(() => {
    const list = virtualizer.scrollElement
    const index = held.current ? rows.findIndex((row) => row.key === held.current!.key) : -1
    if (!held.current || !list || index < 0) return
    const line = list.querySelector(`li[data-index="${index}"]`)
    if (line) list.scrollBy({ top: distance(line, list, held.current.hidden), behavior: 'instant' })
    else virtualizer.scrollToIndex(index, { align: held.current.hidden === 'center' ? 'center' : 'start' })
  })
}

function distance(line: Element, list: Element, hidden: Aim['hidden']): number {
  const [inner, outer] = [line.getBoundingClientRect(), list.getBoundingClientRect()]
  const top = inner.top - outer.top
  const wanted = hidden === 'center' ? Math.max(0, (outer.height - inner.height) / 2) : -hidden
  return Math.abs(top - wanted) < 1 ? 0 : top - wanted
}
