import { isStaff, type Conversation, type MessageEvent } from '@sealkloud/chat-client'
import { useRef } from 'react'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { lineOf } from '@sealkloud/chat-react/features/conversation/wordless.ts'
import { useChat, useMe, useMessageHref } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import styles from './Pins.module.css'
import { usePins } from './usePins.ts'

interface Props {
  conversation: Conversation
  /** Called when the person goes to one of them. */
  onJump: () => void
}

/** The pinned messages of a conversation, each of which leads to its place. */
export function Pins({ conversation, onJump }: Props) {
  const chat = useChat()
  const text = useText()
  const staff = isStaff(useMe().userRole)
  const heading = useRef<HTMLHeadingElement>(null)
  const { pins, failed, retry } = usePins(conversation.conversationId)
  const mayUnpin = staff && !conversation.archived

  function unpin(message: MessageEvent) {
    chat.pin(message, false)
    // The button that has the focus goes with its row.
    heading.current?.focus()
  }

  if (!failed && (!pins || (pins.length === 0 && !mayUnpin))) return null
  return (
    <section className={styles.pins}>
      <h3 ref={heading} tabIndex={-1}>
        {text.details.pins}
        {pins && pins.length > 0 && ` · ${pins.length}`}
      </h3>
      {failed && (
        <p className={controls.error} role="alert">
          {text.failure.refused}{' '}
          <button type="button" className={controls.link} onClick={retry}>
            {text.retry}
          </button>
        </p>
      )}
      {pins?.length === 0 && <p className={controls.hint}>{text.details.noPins}</p>}
      <ul className={styles.list} hidden={!pins?.length}>
        {pins?.map((message) => (
          <li key={message.seq} data-pin={message.seq}>
            <PinLink message={message} onJump={onJump} />
            {mayUnpin && (
              <button
                type="button"
                className={controls.icon}
                aria-label={text.details.unpin(message.senderName)}
                title={text.message.unpin}
                onClick={() => unpin(message)}
              >
                <Icon name="close" size={18} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function PinLink({ message, onJump }: { message: MessageEvent; onJump: () => void }) {
  const chat = useChat()
  const text = useText()
  const dates = useDates()
  const hrefOf = useMessageHref()
  return (
    <a className={styles.pin} href={hrefOf?.(message.conversationId, message.seq)} title={text.message.jump} onClick={onJump}>
      <span className={styles.about}>
        <bdi>{message.senderName}</bdi>
        <time dateTime={message.timestamp}>{dates.short(new Date(message.timestamp), chat.now())}</time>
      </span>
      <span className={styles.words} dir="auto">
        {lineOf(message, text)}
      </span>
    </a>
  )
}
