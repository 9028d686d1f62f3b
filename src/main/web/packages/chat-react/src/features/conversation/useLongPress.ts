import { useRef, type PointerEvent } from 'react'

const LONG_MS = 500
const MOVED_PX = 10

/**
 * A finger that stays where it is: the menu of a touch screen. What selects or scrolls does not
 * open it.
 */
export function useLongPress(onPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef({ x: 0, y: 0 })
  const end = () => clearTimeout(timer.current)
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') return
      from.current = { x: event.clientX, y: event.clientY }
      end()
      timer.current = setTimeout(() => {
        ignoreClick()
        onPress()
      }, LONG_MS)
    },
    onPointerMove: (event: PointerEvent) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > MOVED_PX) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

/**
 * Once the finger is lifted, browsers click what is below it by then: what was held, or what has
 * opened there.
 */
function ignoreClick(): void {
  const listening = new AbortController()
  const options = { capture: true, signal: listening.signal }
  const ignore = (event: MouseEvent) => {
    listening.abort()
    // A key or a screen reader has clicked.
    if (event.detail === 0) return
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('click', ignore, options)
  addEventListener('pointerdown', () => listening.abort(), options)
}
