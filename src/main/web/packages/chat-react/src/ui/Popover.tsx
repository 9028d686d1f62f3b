import { useId, useRef, useState, type ReactNode } from 'react'
import { useLayer } from './layers.ts'
import styles from './Popover.module.css'

interface Props {
  /** The name of button and panel. */
  label: string
  /** What the button says besides. */
  state?: string | undefined
  className: string | undefined
  /** What the button shows. */
  button: ReactNode
  /**
   * The panel; as a function it gets what closes it, for a button that opens something else in its
   * place.
   */
  children: ReactNode | ((close: () => void) => ReactNode)
  /** It opens above the button, and what is in it is made then. */
  above?: boolean
}

const GAP = 8
const WIDTH = 304

/** A button and the panel that it opens; the browser closes it on Esc and on a click elsewhere. */
export function Popover({ label, state, className, button, children, above = false }: Props) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  function place() {
    if (!opener.current || !panel.current) return
    const from = opener.current.getBoundingClientRect()
    const left = Math.min(from.left, innerWidth - WIDTH - GAP)
    const top = from.bottom + GAP / 2
    const vertical = above
      ? { bottom: `${innerHeight - from.top + GAP / 2}px`, maxHeight: `${from.top - GAP}px` }
      : { top: `${top}px`, maxHeight: `${innerHeight - top - GAP}px` }
    Object.assign(panel.current.style, { left: `${Math.max(GAP, left)}px`, ...vertical })
  }

  const close = () => document.getElementById(id)?.hidePopover()
  useLayer(open, close)

  return (
    <>
      <button ref={opener} type="button" className={className} aria-label={label} title={state ? `${label}: ${state}` : label} popoverTarget={id}>
        {button}
      </button>
      {/* it keeps a key from others */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        // Before it is in sight, so that Back closes it from its first moment on; `toggle` comes
        // later.
        onBeforeToggle={({ newState }) => {
          place()
          setOpen(newState === 'open')
        }}
        // What it shows may be there before it is in sight, when nothing in it takes the focus.
        onToggle={({ newState }) => newState === 'open' && panel.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })}
        // The browser closes it; the conversation below takes Esc for its own.
        onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      >
        {(open || !above) && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  )
}
