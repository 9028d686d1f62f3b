import { useId, useRef, type ReactNode } from 'react'
import styles from './Popover.module.css'

interface Props {
  /** The name of button and panel. */
  label: string
  /** What the button says besides. */
  state?: string | undefined
  className: string | undefined
  /** What the button shows. */
  button: ReactNode
  /** The panel; as a function it gets what closes it, for a button that opens something else in its place. */
  children: ReactNode | ((close: () => void) => ReactNode)
}

const GAP = 8
const WIDTH = 304

/** A button and the panel that it opens; the browser closes it on Esc and on a click elsewhere. */
export function Popover({ label, state, className, button, children }: Props) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)

  function place() {
    if (!opener.current || !panel.current) return
    const from = opener.current.getBoundingClientRect()
    const left = Math.min(from.left, innerWidth - WIDTH - GAP)
    Object.assign(panel.current.style, { top: `${from.bottom + GAP / 2}px`, left: `${Math.max(GAP, left)}px` })
  }

  const close = () => document.getElementById(id)?.hidePopover()

  return (
    <>
      <button ref={opener} type="button" className={className} aria-label={label} title={state ? `${label}: ${state}` : label} popoverTarget={id}>
        {button}
      </button>
      <div ref={panel} id={id} popover="auto" role="dialog" aria-label={label} className={styles.panel} onBeforeToggle={place}>
        {typeof children === 'function' ? children(close) : children}
      </div>
    </>
  )
}
