import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

const PROCESS_KEY = 229

/**
 * Whether a key belongs to an input method that composes a character. Safari says `compositionend`
 * before the Enter that caused it, so that `isComposing` is false by then; only the key code still
 * tells.
 */
export function isComposing(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  const { isComposing: composing, keyCode } = 'nativeEvent' in event ? event.nativeEvent : event
  return composing || keyCode === PROCESS_KEY
}
