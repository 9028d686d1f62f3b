import { useRef, type MouseEvent } from 'react'

/** What has a menu of the browser, or of its own. */
const OTHERS = 'a, button, textarea, img, dialog'

/** A place in the window. */
export interface Point {
  x: number
  y: number
}

/**
 * A menu in the place of the browser's: where no text is selected that one may want to copy, and
 * nothing is clicked that the browser knows more about. A finger has {@link useLongPress}.
 */
export function useContextMenu(onOpen: (clicked: Point) => void) {
  // Some browsers select the word that is clicked before they ask for a menu.
  const selected = useRef(false)
  return {
    onPointerDown: () => {
      selected.current = isSelected()
    },
    onContextMenu: (event: MouseEvent) => {
      const pointed = event.button === 2
      if (event.defaultPrevented || (event.nativeEvent as PointerEvent).pointerType === 'touch') return
      if ((pointed ? selected.current : isSelected()) || (event.target as Element).closest(OTHERS)) return
      event.preventDefault()
      getSelection()?.removeAllRanges()
      onOpen({ x: event.clientX, y: event.clientY })
    },
  }
}

function isSelected(): boolean {
  return getSelection()?.isCollapsed === false
}
