import { createContext, use, useEffect, useEffectEvent } from 'react'

/**
 * Called when something opens over the page, with what closes it; returns what to call once it is
 * closed otherwise.
 */
export type OpenLayer = (close: () => void) => () => void

/**
 * How the Back button gets to close what is open. Nothing is done by default: the history belongs
 * to the page around the library.
 */
export const LayerContext = createContext<OpenLayer>(() => () => {})

/** Lets Back close what is on the screen, for as long as it is `open`. */
export function useLayer(open: boolean, close: () => void): void {
  const openLayer = use(LayerContext)
  const onBack = useEffectEvent(close)
  useEffect(() => (open ? openLayer(() => onBack()) : undefined), [open, openLayer])
}
