import { isMessage, type MessageEvent, type MessageRef } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { previewOf } from './markdown.ts'
import { useChat, useMessageHref } from '../session/ChatProvider.tsx'
import styles from './Quote.module.css'

/** What a reply replies to, in the words that it has now. It leads there. */
export function Quote({ to }: { to: MessageRef }) {
  const text = useText()
  const hrefOf = useMessageHref()
  const quoted = useQuoted(to)
  const content = (
    <>
      <bdi className={styles.name}>{quoted?.senderName ?? text.message.original}</bdi>
      <span className={styles.words} dir="auto">
        {quoted && (quoted.deleted ? text.message.deleted : previewOf(quoted))}
      </span>
    </>
  )
  if (!hrefOf) return <div className={styles.quote}>{content}</div>
  return (
    <a className={styles.quote} href={hrefOf(to.conversationId, to.seq)} title={text.message.jump} data-quote={to.seq}>
      {content}
    </a>
  )
}

/** The message itself if its page is there; else it is asked for once. */
function useQuoted({ conversationId, seq }: MessageRef): MessageEvent | null {
  const chat = useChat()
  const { events } = useObservable(chat.timeline(conversationId).state)
  const here = events.find((event): event is MessageEvent => event.seq === seq && isMessage(event)) ?? null
  const missing = here === null
  const [fetched, setFetched] = useState<MessageEvent | null>(null)

  useEffect(() => {
    if (!missing) return
    let current = true
    chat.rest.timeline(conversationId, { around: seq }, 2).then(
      ({ lines }) => {
        const found = lines.find((line): line is MessageEvent => line.seq === seq && isMessage(line))
        if (current && found) setFetched(found)
      },
      () => {},
    )
    return () => {
      current = false
    }
  }, [chat, conversationId, seq, missing])

  return here ?? fetched
}
