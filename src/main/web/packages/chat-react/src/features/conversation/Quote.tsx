import type { MessageRef } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMessageHref } from '../session/ChatProvider.tsx'
import styles from './Quote.module.css'
import { useMessage } from './useMessage.ts'
import { lineOf } from './wordless.ts'

/** What a reply replies to, in the words that it has now. It leads there. */
export function Quote({ to }: { to: MessageRef }) {
  const text = useText()
  const hrefOf = useMessageHref()
  const quoted = useMessage(to)
  const gone = useObservable(useChat().timeline(to.conversationId).state).firstSeq > to.seq
  const content = (
    <>
      <bdi className={styles.name}>{quoted?.senderName ?? text.message.original}</bdi>
      <span className={styles.words} dir="auto">
        {quoted ? lineOf(quoted, text) : gone && text.message.expired}
      </span>
    </>
  )
  if (!hrefOf || gone) return <div className={styles.quote}>{content}</div>
  return (
    <a className={styles.quote} href={hrefOf(to.conversationId, to.seq)} title={text.message.jump} data-quote={to.seq}>
      {content}
    </a>
  )
}
