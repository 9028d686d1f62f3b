import { useEffect, useEffectEvent } from 'react'
import { isComposing } from '@sealkloud/chat-react/ui/composing.ts'

interface Shortcuts {
  onSwitcher: () => void
  /** Searches in what is open; false leaves it to the browser. */
  onFind: () => boolean
  onSearch: () => void
  onHelp: () => void
}

/** The keys that work everywhere on the page. Regions that F6 goes through carry `data-region`. */
export function useShortcuts({ onSwitcher, onFind, onSearch, onHelp }: Shortcuts): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event)) return
    const command = (event.ctrlKey || event.metaKey) && !event.altKey
    const key = event.key.toLowerCase()
    if (command && !event.shiftKey && key === 'k') onSwitcher()
    else if (command && event.shiftKey && key === 'f') onSearch()
    else if (command && key === 'f') {
      if (!onFind()) return
    } else if (event.key === '?' && !isWriting(event.target)) onHelp()
    else if (event.key === 'F6') goToRegion(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/**
 * The places that F6 stops at, in their order on the page: the search, the rows, the messages, the
 * composer, the details.
 */
function goToRegion(step: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-region], [data-row][tabindex="0"]')]
    .map((region) => region.querySelector<HTMLElement>('textarea') ?? region)
    .filter((element) => element.checkVisibility())
  const active = document.activeElement
  const index = stops.findIndex((stop) => stop === active)
  stops.at((index + step + (index < 0 && step < 0 ? 1 : 0)) % stops.length)?.focus()
}
