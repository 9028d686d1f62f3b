import type { Conversation, MessageRef } from '@sealkloud/chat-client'
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ChangeEvent } from 'react'
import { flushSync } from 'react-dom'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { isBlank, writable } from '../../text/visible.ts'
import { isComposing } from '../../ui/composing.ts'
import { useMedia } from '../../ui/useMedia.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { TOUCH } from '../../ui/touch.ts'
import { useObservable } from '../../ui/useObservable.ts'
import { LaterEmojiPicker, LaterReplyBar } from './laterParts.ts'
import { UploadList } from './UploadList.tsx'
import { UploadsSaid } from './UploadsSaid.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './Composer.module.css'
import { NoteSwitch } from './NoteSwitch.tsx'
import { useCompletion } from './useCompletion.tsx'
import { useDraft } from './useDraft.ts'
import { useUploads } from './useUploads.ts'

interface Props {
  conversation: Conversation
  /**
   * Text that goes back into the composer, such as a message that could not be sent; each object is
   * taken once.
   */
  returned: { text: string } | null
  /** What the next message replies to. */
  replyTo: MessageRef | null
  onReplyEnd: () => void
  /** Arrow up where nothing is written. */
  onEditLast: () => void
  onOpen: ((conversationId: string) => void) | undefined
  onSend: () => void
}

/** Where one writes. It never waits for the network: sending hands the text to the outbox. */
export function Composer({ conversation, returned, replyTo, onReplyEnd, onEditLast, onOpen, onSend }: Props) {
  const { conversationId, kind, title } = conversation
  const chat = useChat()
  const words = useText()
  const outgoingSaved = useObservable(chat.outgoingSaved)
  const { text, setText, saved } = useDraft(conversationId)
  const uploads = useUploads(conversationId)
  const files = useObservable(uploads.files)
  const picker = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const input = useRef<HTMLTextAreaElement>(null)
  const completion = useCompletion(conversation, text, setText, input)
  const touch = useMedia(TOUCH)
  const isNote = kind === 'notes'
  // Whether files can go offline, too.
  useObservable(chat.connection)
  // A message does not go without a file that was chosen for it.
  const sendable = files.length > 0 ? uploads.canGo() : !isBlank(text)
  const sendLabel = isNote ? words.composer.sendNote : words.composer.send

  useLayoutEffect(() => {
    const element = input.current!
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])

  useEffect(() => {
    // On a touch screen the keyboard would cover the conversation that one came to read.
    if (matchMedia('(hover: hover)').matches) input.current?.focus({ preventScroll: true })
    return () => chat.stopTyping(conversationId)
  }, [chat, conversationId])

  // Before the browser paints: the text must not be missing from the page, nor a key that is
  // pressed now go before it.
  useLayoutEffect(() => {
    if (!returned) return
    setText((present) => (present ? `${returned.text}\n${present}` : returned.text))
    input.current?.focus()
  }, [returned, setText])

  function change(value: string) {
    setText(value)
    if (!isBlank(value)) chat.startTyping(conversationId)
    else chat.stopTyping(conversationId)
  }

  function send() {
    if (!sendable) return
    const content = isBlank(text) ? '' : writable(text).trim()
    chat.send(conversationId, content, replyTo ? { conversationId: replyTo.conversationId, seq: replyTo.seq } : undefined, uploads.taken())
    setText('')
    onReplyEnd()
    onSend()
    input.current?.focus()
  }

  /** Where the caret is, in place of what is selected. */
  function insert(inserted: string) {
    const { selectionStart: start, selectionEnd: end } = input.current!
    flushSync(() => setText(text.slice(0, start) + inserted + text.slice(end)))
    input.current?.setSelectionRange(start + inserted.length, start + inserted.length)
    // Once the picker has gone, which gives the focus back.
    requestAnimationFrame(() => input.current?.focus())
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isComposing(event) && completion.onKeyDown(event)) return
    if (event.key === 'ArrowUp' && text === '' && !isComposing(event)) {
      event.preventDefault()
      onEditLast()
      return
    }
    if (event.key === 'Escape' && replyTo) {
      event.preventDefault()
      onReplyEnd()
      return
    }
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    // A keyboard on the screen has no Shift+Enter, and a button beside the text.
    if (touch && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }

  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    uploads.add(currentTarget.files ?? [])
    currentTarget.value = ''
  }

  return (
    <form
      className={styles.composer}
      data-region=""
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {onOpen && <NoteSwitch conversation={conversation} text={text} setText={setText} onOpen={onOpen} />}
      {replyTo && <LaterReplyBar to={replyTo} onClose={onReplyEnd} />}
      {completion.list}
      {files.length > 0 && <UploadList uploads={uploads} />}
      <UploadsSaid files={files} />
      <div className={isNote ? `${styles.box} ${styles.note}` : styles.box}>
        <textarea
          ref={input}
          className={styles.input}
          data-composer=""
          rows={1}
          dir="auto"
          value={text}
          aria-label={words.composer.label(title)}
          enterKeyHint={touch ? 'enter' : 'send'}
          placeholder={isNote ? words.composer.notePlaceholder : words.composer.placeholder(title)}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          onSelect={completion.onSelect}
          {...completion.aria}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return
            event.preventDefault()
            uploads.add(event.clipboardData.files)
          }}
          onBlur={() => chat.stopTyping(conversationId)}
        />
        <input ref={picker} type="file" multiple hidden data-files="" onChange={choose} />
        {touch && <input ref={camera} type="file" accept="image/*" capture="environment" hidden data-camera="" onChange={choose} />}
        <Popover above label={words.composer.emojis} className={`${styles.attach} ${styles.emojis}`} button={<Icon name="smile" />}>
          {(close) => <LaterEmojiPicker onChoose={insert} onClose={close} />}
        </Popover>
        <button type="button" className={styles.attach} onClick={() => picker.current?.click()} aria-label={words.files.attach} title={words.files.attach}>
          <Icon name="attach" />
        </button>
        {touch && (
          <button
            type="button"
            className={styles.attach}
            onClick={() => camera.current?.click()}
            aria-label={words.files.photograph}
            title={words.files.photograph}
          >
            <Icon name="camera" />
          </button>
        )}
        <button
          type="submit"
          className={styles.send}
          // The text keeps the focus: a keyboard on the screen would go, and the button with it,
          // before the finger is lifted.
          onMouseDown={(event) => event.preventDefault()}
          disabled={!sendable}
          aria-label={sendLabel}
          title={sendLabel}
        >
          <Icon name={isNote ? 'note' : 'send'} />
        </button>
      </div>
      {saved && outgoingSaved ? (
        !touch && <p className={styles.hint}>{words.composer.hint}</p>
      ) : (
        <p className={styles.warning} role="alert">
          {words.composer.unsaved}
        </p>
      )}
    </form>
  )
}
