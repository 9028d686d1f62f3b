import { useEffect, useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../i18n/LanguageProvider.tsx'
import { isComposing } from './composing.ts'
import controls from './controls.module.css'
import styles from './Dialog.module.css'
import { Icon } from './Icon.tsx'
import { Sentence } from '../text/names.tsx'
import { useLayer } from './layers.ts'
import { scrollable } from './scrollable.ts'

interface Props {
  title: string
  onClose: () => void
  children: ReactNode
}

/**
 * A modal dialog; it is open for as long as it is rendered, with the focus on `data-autofocus`.
 * Esc, the cross and a click beside it close it.
 */
export function Dialog({ title, onClose, children }: Props) {
  const text = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const body = useRef<HTMLDivElement>(null)

  // Closed while it is still on the page, it gives the focus back to what had it before.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => element?.close()
  }, [])

  useEffect(() => scrollable(body.current!, title), [title])
  useLayer(true, onClose)

  // Left to the browser, the first Esc would only empty a search field, and what lies below would
  // hear it too.
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || isComposing(event)) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }

  return (
    // Esc is the key that does what a click beside it does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      // Closed and opened again, as React does in development, it is not closed.
      onClose={() => dialog.current?.open || onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <div className={styles.frame}>
        <header className={styles.header}>
          <h2 className={styles.title} id={titleId}>
            <Sentence>{title}</Sentence>
          </h2>
          <button type="button" className={controls.icon} onClick={onClose} aria-label={text.close}>
            <Icon name="close" />
          </button>
        </header>
        <div className={styles.body} ref={body}>
          {children}
        </div>
      </div>
    </dialog>
  )
}
