import type { MessageEvent } from '@sealkloud/chat-client'
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { isBlank, writable } from '../../text/visible.ts'
import { isComposing } from '../../ui/composing.ts'
import controls from '../../ui/controls.module.css'
import { TOUCH } from '../../ui/touch.ts'
import { useMedia } from '../../ui/useMedia.ts'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './EditBox.module.css'
import type { Editing } from './useEditing.ts'

/** An own message while its words are being changed. */
export function EditBox({ message, editing, onClose }: { message: MessageEvent; editing: Editing; onClose: () => void }) {
  const chat = useChat()
  const words = useText()
  const touch = useMedia(TOUCH)
  const input = useRef<HTMLTextAreaElement>(null)
  // What somebody does meanwhile on another of their devices must not be overwritten unseen.
  const [seen] = useState(() => editing.draft() ?? { ...message, text: message.content })
  const [text, setText] = useState(seen.text)

  useLayoutEffect(() => {
    const element = input.current!
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])
  useLayoutEffect(() => {
    const element = input.current!
    // Scrolled out of sight and back it must not take the keys from where one writes by now.
    if (!editing.isNew() && document.activeElement !== document.body) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(element.value.length, element.value.length)
  }, [editing])

  function save() {
    if (isBlank(text)) return
    const content = writable(text).trim()
    if (content !== seen.content) chat.edit({ ...message, revision: seen.revision ?? 0 }, content)
    onClose()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && !event.shiftKey && (!touch || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      save()
    }
  }

  return (
    <form
      className={styles.edit}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <textarea
        ref={input}
        className={styles.input}
        rows={1}
        dir="auto"
        value={text}
        aria-label={words.message.editLabel}
        onChange={(event) => {
          setText(event.target.value)
          editing.type(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={onClose}>
          {words.cancel}
        </button>
        <button type="submit" className={controls.primary} disabled={isBlank(text)}>
          {words.message.save}
        </button>
      </div>
    </form>
  )
}
