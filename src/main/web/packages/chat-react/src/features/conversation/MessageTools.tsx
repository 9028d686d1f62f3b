import type { MessageEvent } from '@sealkloud/chat-client'
import type { KeyboardEvent, Ref } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import type { MessageActions } from './messageActions.ts'
import styles from './MessageTools.module.css'

interface Props {
  message: MessageEvent
  actions: MessageActions
  /** The button of the menu: the one that Tab reaches, from which arrow keys lead to the others. */
  ref: Ref<HTMLButtonElement>
}

/** What people do most to a message, beside it while it is pointed at or has the focus. */
export function MessageTools({ message, actions, ref }: Props) {
  const text = useText().message

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons have the focus
    <div className={styles.tools} role="toolbar" aria-label={text.tools} onKeyDown={onKeyDown}>
      {!message.unreadable && (
        <>
          <button
            type="button"
            tabIndex={-1}
            className={`${controls.icon} ${styles.quick}`}
            aria-label={text.react}
            title={text.react}
            aria-haspopup="dialog"
            onClick={({ currentTarget }) => actions.openMenu(message, currentTarget, { part: 'emojis' })}
          >
            <Icon name="smile" size={18} />
          </button>
          <button
            type="button"
            tabIndex={-1}
            className={`${controls.icon} ${styles.quick}`}
            aria-label={text.reply}
            title={text.reply}
            onClick={() => actions.reply(message)}
          >
            <Icon name="reply" size={18} />
          </button>
        </>
      )}
      <button
        ref={ref}
        type="button"
        className={controls.icon}
        aria-label={text.menu}
        aria-haspopup="menu"
        title={text.menu}
        onClick={({ currentTarget }) => actions.openMenu(message, currentTarget)}
      >
        <Icon name="more" size={18} />
      </button>
    </div>
  )
}

function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')].filter(({ offsetParent }) => offsetParent !== null)
  buttons[(buttons.indexOf(document.activeElement as HTMLButtonElement) + step + buttons.length) % buttons.length]?.focus()
}
