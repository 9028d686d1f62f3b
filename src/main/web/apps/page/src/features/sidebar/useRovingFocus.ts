import { useEffect, useRef, type KeyboardEvent } from 'react'

/**
 * Makes the rows of a list one stop for the Tab key; the arrows, Home and End move among them. Rows
 * carry `data-row`.
 */
export function useRovingFocus<T extends HTMLElement>() {
  const list = useRef<T>(null)

  // Rows come and go; whatever the last render brought, exactly one of them can be reached.
  useEffect(() => {
    const rows = rowsIn(list.current)
    const current = rows.find((row) => row.getAttribute('aria-current') === 'page') ?? rows.find((row) => row.tabIndex === 0) ?? rows[0]
    for (const row of rows) row.tabIndex = row === current ? 0 : -1
  })

  function onKeyDown(event: KeyboardEvent) {
    const rows = rowsIn(list.current)
    const index = rows.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (next === undefined || index < 0 || !rows[next]) return
    event.preventDefault()
    for (const row of rows) row.tabIndex = -1
    rows[next].tabIndex = 0
    rows[next].focus()
  }

  return { ref: list, onKeyDown }
}

function rowsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}
